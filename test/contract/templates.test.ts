import type { EmailMarketing } from '../../lib/model';
import {
  addSubscribers,
  failure,
  lastMailTo,
  newsletter,
  relayOptions,
  whenSent,
} from '../support/campaigns';
import { describeEachFace } from './eachFace';

const welcome = { name: 'Welcome', body: '<p>Hello {{first_name | default: "there"}}</p>' };

describeEachFace('templates', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  /** A draft to so many subscribers. */
  const draftWith = async (templateId: string, subscribers = 1) => {
    const { subject, recipients } = newsletter(await addSubscribers(api, subscribers));
    return api.campaigns.create({ subject, recipients, templateId });
  };

  test('are created, read, listed by name, searched, changed and deleted', async () => {
    const created = await api.templates.create({ ...welcome, requiredVariables: ['first_name'] });
    expect(created).toMatchObject({
      ...welcome,
      components: null,
      bodyText: null,
      requiredVariables: ['first_name'],
    });
    expect(await api.templates.get(created.id)).toEqual(created);
    await api.templates.create({ ...welcome, name: 'farewell' });
    const names = async (query?: { search: string }) =>
      (await api.templates.list(query)).data.map(({ name }) => name);
    expect(await names()).toEqual(['farewell', 'Welcome']);
    expect(await names({ search: 'WELC' })).toEqual(['Welcome']);
    expect(await api.templates.update(created.id, { bodyText: 'Hello' })).toMatchObject({
      ...welcome,
      bodyText: 'Hello',
      requiredVariables: ['first_name'],
    });
    await api.templates.delete(created.id);
    expect(await names()).toEqual(['farewell']);
  });

  test('are listed without their content, by name in either case', async () => {
    const sorted = ['1st', 'autumn', 'Big-sale', 'big_sale', 'Winter', 'École'];
    for (const name of [...sorted].reverse()) await api.templates.create({ ...welcome, name });
    const { data } = await api.templates.list();
    expect(data.map(({ name }) => name)).toEqual(sorted);
    expect(Object.keys(data[0]!).sort()).toEqual([
      'createdAt',
      'id',
      'name',
      'requiredVariables',
      'updatedAt',
    ]);
  });

  test('require a variable once, however often it is named', async () => {
    const requiredVariables = ['city', 'first_name', 'city'];
    const { id } = await api.templates.create({ ...welcome, requiredVariables });
    expect(await api.templates.get(id)).toMatchObject({ requiredVariables: ['city', 'first_name'] });
    expect(await api.templates.update(id, { requiredVariables: ['code', 'code'] })).toMatchObject({
      requiredVariables: ['code'],
    });
  });

  test('lose the text of a body that is replaced, unless another is given', async () => {
    const { id } = await api.templates.create({ ...welcome, bodyText: 'Hello' });
    expect(await api.templates.update(id, { name: 'Greeting' })).toMatchObject({ bodyText: 'Hello' });
    const bye = { body: '<p>Bye</p>', bodyText: 'Bye' };
    expect(await api.templates.update(id, bye)).toMatchObject(bye);
    expect(await api.templates.update(id, { components: [{ type: 'divider' }] })).toMatchObject({
      bodyText: null,
    });
  });

  test('of components keep them beside the HTML, and a body replaces them', async () => {
    const { id, ...template } = await api.templates.create({
      name: 'Parts',
      components: [{ type: 'button', text: 'Order', url: 'https://roastery.example/{{city}}' }],
    });
    expect(template.components).toMatchObject([{ type: 'button', text: 'Order', align: 'center' }]);
    expect(template.body).toContain('https://roastery.example/{{city}}');
    expect(await api.templates.update(id, { body: welcome.body })).toMatchObject({
      body: welcome.body,
      components: null,
    });
  });

  test('have names that nobody else has', async () => {
    await api.templates.create(welcome);
    const other = await api.templates.create({ ...welcome, name: 'Other' });
    const taken = { code: 'TEMPLATE_NAME_TAKEN', details: { field: 'name' } };
    expect(await failure(api.templates.create(welcome))).toMatchObject(taken);
    expect(await failure(api.templates.update(other.id, { name: 'Welcome' }))).toMatchObject(taken);
    expect(await api.templates.update(other.id, { name: 'Other' })).toMatchObject({ name: 'Other' });
  });

  test.each([
    ['a tag that does not close', { ...welcome, body: 'x\n{{#if a}}' }, 'TEMPLATE_INVALID', 'body'],
    ['a text that does not parse', { ...welcome, bodyText: '{{#if a}}' }, 'TEMPLATE_INVALID', 'bodyText'],
    ['an empty body', { ...welcome, body: ' ' }, 'INVALID_INPUT', 'body'],
    ['a body of null', { ...welcome, body: null }, 'INVALID_INPUT', 'body'],
    ['two bodies', { ...welcome, components: [{ type: 'divider' }] }, 'INVALID_INPUT', 'components'],
    ['no name', { ...welcome, name: ' ' }, 'INVALID_INPUT', 'name'],
  ])('with %s are refused, at create and at update', async (_, input, code, field) => {
    const refusal = { code, details: { field } };
    expect(await failure(api.templates.create(input as never))).toMatchObject(refusal);
    expect((await api.templates.list()).data).toEqual([]);
    const before = await api.templates.create({ ...welcome, name: 'Before' });
    expect(await failure(api.templates.update(before.id, input as never))).toMatchObject(refusal);
    expect(await api.templates.get(before.id)).toEqual(before);
  });

  test('need a body', async () => {
    expect(await failure(api.templates.create({ name: 'Empty' }))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'body' },
    });
  });

  test('that do not exist are said to, whoever asks', async () => {
    const draft = newsletter(await addSubscribers(api, 1));
    const { subject, recipients } = draft;
    const { id } = await api.campaigns.create(draft);
    for (const templateId of ['999', 'abc', '']) {
      const calls = [
        api.templates.get(templateId),
        api.templates.update(templateId, {}),
        api.templates.delete(templateId),
        api.campaigns.create({ subject, recipients, templateId }),
        api.campaigns.update(id, { templateId }),
      ];
      const codes = (await Promise.all(calls.map(failure))).map((one) => one?.code);
      expect(codes).toEqual(calls.map(() => 'TEMPLATE_NOT_FOUND'));
    }
  });

  test('supply a draft, which follows their changes, and cannot be deleted from under it', async () => {
    const { id } = await api.templates.create(welcome);
    const campaign = await draftWith(id);
    expect(campaign).toMatchObject({ templateId: id, body: null, components: null, bodyText: null });
    await api.templates.update(id, { body: '<p>Good day</p>', bodyText: 'Good day.' });
    expect(await api.campaigns.preview(campaign.id)).toMatchObject({
      html: expect.stringContaining('Good day') as string,
      text: expect.stringContaining('Good day.') as string,
    });
    const refused = await failure(api.templates.delete(id));
    expect(refused).toMatchObject({ code: 'TEMPLATE_IN_USE' });
    expect(refused!.message).toContain(`campaign ${campaign.id}`);
  });

  test('are sent as they were at the launch, whatever becomes of them', async () => {
    await api.settings.setTransport({ ...relayOptions(here.relay), messagesPerSecond: 40 });
    const { id } = await api.templates.create(welcome);
    const campaign = await draftWith(id, 10);
    await api.templates.update(id, { body: '<p>As launched</p>' });
    const before = here.relay.messages.length;
    const launched = await api.campaigns.send(campaign.id);
    expect(launched).toMatchObject({ templateId: id, body: '<p>As launched</p>' });
    await api.templates.update(id, { body: '<p>Too late</p>' });
    await api.templates.delete(id);
    await whenSent(api, campaign.id);
    const mails = await Promise.all(here.relay.messages.slice(before).map((message) => message.parse()));
    expect(mails).toHaveLength(10);
    for (const mail of mails) expect(mail.html).toContain('As launched');
    expect(await api.campaigns.duplicate(campaign.id)).toMatchObject({
      templateId: null,
      body: '<p>As launched</p>',
    });
  });

  test('give their text where the campaign has none of its own', async () => {
    const { id } = await api.templates.create({ ...welcome, bodyText: "The template's text" });
    const campaign = await draftWith(id);
    await api.campaigns.send(campaign.id);
    await whenSent(api, campaign.id);
    expect((await lastMailTo(here.relay, 'c1@example.com')).text).toContain("The template's text");

    const own = await draftWith(id);
    await api.campaigns.update(own.id, { bodyText: "The campaign's text" });
    await api.campaigns.send(own.id);
    await whenSent(api, own.id);
    expect((await lastMailTo(here.relay, 'c1@example.com')).text).toContain("The campaign's text");
  });

  test('that are deleted while a campaign is given them leave it or are kept', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await api.templates.create({ ...welcome, name: `Brief ${round}` });
      const { id: other } = await api.campaigns.create({ subject: 'Hello', body: '<p>Own</p>' });
      const [deleted, ...given] = await Promise.all([
        failure(api.templates.delete(id)),
        failure(api.campaigns.create({ subject: 'Hello', templateId: id })),
        failure(api.campaigns.update(other, { templateId: id })),
      ]);
      const gone = { code: 'TEMPLATE_NOT_FOUND', details: { field: 'templateId' } };
      if (deleted) expect(deleted).toMatchObject({ code: 'TEMPLATE_IN_USE' });
      for (const refusal of given) if (refusal) expect(refusal).toMatchObject(gone);
      if (!deleted) expect(given).toMatchObject([gone, gone]);
    }
  });

  test('leave their content to a cancelled campaign when they are deleted', async () => {
    const { id } = await api.templates.create({ ...welcome, bodyText: 'Hello' });
    const campaign = await draftWith(id);
    await api.campaigns.schedule(campaign.id, { scheduledAt: '2999-01-01T00:00:00Z' });
    expect(await failure(api.templates.delete(id))).toMatchObject({ code: 'TEMPLATE_IN_USE' });
    await api.campaigns.cancelSchedule(campaign.id);
    await api.templates.delete(id);
    expect(await api.campaigns.duplicate(campaign.id)).toMatchObject({
      templateId: null,
      body: welcome.body,
      bodyText: 'Hello',
    });
  });

  test('keep a campaign from being launched while a recipient lacks a variable that they require', async () => {
    const { id } = await api.templates.create({ ...welcome, requiredVariables: ['first_name', 'code'] });
    const campaign = await draftWith(id, 3);
    await api.fields.create({ tag: 'code' });
    await api.contacts.upsert({ email: 'c1@example.com', fields: { first_name: null, code: 'A1' } });
    const refused = await failure(api.campaigns.send(campaign.id));
    expect(refused).toMatchObject({ code: 'CAMPAIGN_HAS_ERRORS' });
    expect(refused!.message).toContain('1 recipient has no value');
    expect(refused!.message).toContain('2 recipients have no value');
    expect(await api.campaigns.get(campaign.id)).toMatchObject({ status: 'draft', body: null });

    await api.campaigns.update(campaign.id, { substitutionData: { first_name: 'friend' } });
    expect((await api.campaigns.lint(campaign.id)).errors).toMatchObject([
      { code: 'required_variable_missing', message: expect.stringContaining('code') as string },
    ]);
    await api.campaigns.send(campaign.id, { substitutionData: { code: 'SAME' } });
    expect(await whenSent(api, campaign.id)).toMatchObject({ sent: 3 });
  });

  test.each([[''], [null]])(
    'keep a campaign from being launched with an empty value for what they require (%j)',
    async (first_name) => {
      const { id } = await api.templates.create({ ...welcome, requiredVariables: ['first_name'] });
      const campaign = await draftWith(id, 3);
      const refused = await failure(api.campaigns.send(campaign.id, { substitutionData: { first_name } }));
      expect(refused).toMatchObject({ code: 'CAMPAIGN_HAS_ERRORS' });
      expect(refused!.message).toContain('requires first_name, and 3 recipients have no value');
    },
  );
});
