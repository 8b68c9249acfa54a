import type { EmailMarketing } from '../../lib/model';
import { addSubscribers, failure, lastMailTo, newsletter, whenSent } from '../support/campaigns';
import { describeEachFace } from './eachFace';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const report = { filename: 'report.pdf', contentType: 'application/pdf', content: base64('PDF') };
const logo = { filename: 'logo.png', contentType: 'image/png', contentId: 'logo', content: base64('PNG!') };

describeEachFace("a campaign's content", (here) => {
  let api: EmailMarketing;
  let label: string;
  beforeEach(async () => {
    ({ api } = here);
    label = await addSubscribers(api, 2);
  });

  const send = async (id: string, input?: Parameters<typeof api.campaigns.send>[1]) => {
    await api.campaigns.send(id, input);
    await whenSent(api, id);
    return lastMailTo(here.relay, 'c2@example.com');
  };
  /** A draft with its body given in another way. */
  const withoutBody = () => {
    const { subject, recipients } = newsletter(label);
    return { subject, recipients };
  };

  test('may be components, in their order, personalized like HTML', async () => {
    const components = [
      { type: 'text' as const, text: 'Dear {{first_name | default: "friend"}}' },
      { type: 'button' as const, text: 'Read', url: 'https://roastery.example/?who={{first_name}}' },
      { type: 'footer' as const, address: 'Harbour 1\nBandung' },
    ];
    const campaign = await api.campaigns.create({ ...withoutBody(), components });
    expect(campaign.components).toMatchObject(components);
    expect(await api.campaigns.get(campaign.id)).toEqual(campaign);
    const { html } = await send(campaign.id);
    const at = ['Dear First2', 'https://roastery.example/?who=First2', 'Harbour 1'].map((part) =>
      String(html).indexOf(part),
    );
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  test('is given in one way: each replaces the others', async () => {
    const template = await api.templates.create({ name: 'Frame', body: '<p>Frame</p>' });
    const { id } = await api.campaigns.create(newsletter(label));
    expect(await api.campaigns.update(id, { templateId: template.id })).toMatchObject({
      templateId: template.id,
      body: null,
      components: null,
    });
    const composed = await api.campaigns.update(id, { components: [{ type: 'divider' }] });
    expect(composed).toMatchObject({ templateId: null, components: [{ type: 'divider' }] });
    expect(composed.body).toContain('<html');
    expect(await api.campaigns.update(id, { body: '<p>Plain</p>' })).toMatchObject({
      templateId: null,
      body: '<p>Plain</p>',
      components: null,
    });
    expect(
      await failure(api.campaigns.update(id, { body: '<p>x</p>', templateId: template.id })),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await failure(api.campaigns.create(withoutBody()))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('takes values from the campaign, above them the contact, above that the send', async () => {
    const { id } = await api.campaigns.create(
      newsletter(label, {
        subject: '{{city}} {{first_name}} {{season}}',
        substitutionData: { city: 'Leeds', first_name: 'nobody', season: 'spring' },
      }),
    );
    expect(await api.campaigns.get(id)).toMatchObject({
      substitutionData: { city: 'Leeds', first_name: 'nobody', season: 'spring' },
      sendData: null,
    });
    const mail = await send(id, { substitutionData: { season: 'autumn' } });
    expect(mail.subject).toBe('Leeds First2 autumn');
    expect(await api.campaigns.get(id)).toMatchObject({ sendData: { season: 'autumn' } });
  });

  test('keeps the values that a schedule brought, also when it is moved', async () => {
    const { id } = await api.campaigns.create(newsletter(label));
    const substitutionData = { season: 'winter', nested: [{ deep: true }] };
    await api.campaigns.schedule(id, { scheduledAt: '2999-01-01T00:00:00Z', substitutionData });
    await api.campaigns.schedule(id, { scheduledAt: '2999-01-02T00:00:00Z' });
    expect(await api.campaigns.get(id)).toMatchObject({ sendData: substitutionData });
  });

  test('adds UTM parameters to links, and leaves what a link has', async () => {
    const { id } = await api.campaigns.create(
      newsletter(label, {
        body: '<p>{{first_name}} <a href="https://roastery.example/a?utm_medium=x">a</a></p>',
        utm: { source: 'news', medium: 'email', campaign: '{{first_name}}' },
      }),
    );
    const html = String((await send(id)).html);
    const link = new URL(/href="(https:\/\/roastery[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&'));
    expect(Object.fromEntries(link.searchParams)).toEqual({
      utm_source: 'news',
      utm_medium: 'x',
      utm_campaign: 'First2',
    });
  });

  test('carries attachments, which are listed without their contents', async () => {
    const body = '<p><img src="cid:logo" alt="Logo"></p>';
    const campaign = await api.campaigns.create(newsletter(label, { body, attachments: [report, logo] }));
    const infos = [
      { filename: 'report.pdf', contentType: 'application/pdf', contentId: null, size: 3 },
      { filename: 'logo.png', contentType: 'image/png', contentId: 'logo', size: 4 },
    ];
    expect(campaign.attachments).toEqual(infos);
    const listed = await api.campaigns.list();
    expect(listed.data[0]!.attachments).toEqual(infos);
    expect(JSON.stringify(listed)).not.toContain(base64('PNG!'));

    const mail = await send(campaign.id);
    const received = mail.attachments.map(({ filename, content }) => [filename, content.toString()]);
    expect(Object.fromEntries(received)).toEqual({ 'report.pdf': 'PDF', 'logo.png': 'PNG!' });
  });

  test('attachments are replaced whole, and kept where an update does not name them', async () => {
    const { id } = await api.campaigns.create(newsletter(label, { attachments: [report, logo] }));
    const names = ({ attachments }: { attachments: { filename: string }[] }) =>
      attachments.map(({ filename }) => filename);
    expect(names(await api.campaigns.update(id, { subject: 'New' }))).toEqual(['report.pdf', 'logo.png']);
    expect(names(await api.campaigns.update(id, { attachments: [logo] }))).toEqual(['logo.png']);
    expect(names(await api.campaigns.update(id, { attachments: null }))).toEqual([]);
  });

  test('attachments with the same content id are refused', async () => {
    const attachments = [logo, { ...report, contentId: 'logo' }];
    const refused = await failure(api.campaigns.create(newsletter(label, { attachments })));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'attachments' } });
    expect(refused!.message).toContain('the same content id');
  });

  test.each([11, 3000, 100_000])('values nested %i deep are refused with a sentence', async (depth) => {
    const { id } = await api.campaigns.create(newsletter(label));
    let substitutionData: Record<string, never> = {};
    for (let level = 1; level < depth; level++) substitutionData = { deeper: substitutionData as never };
    const calls = [
      api.campaigns.create(newsletter(label, { substitutionData })),
      api.campaigns.update(id, { substitutionData }),
      api.campaigns.send(id, { substitutionData }),
      api.campaigns.preview(id, { variables: substitutionData }),
      api.campaigns.sendTest(id, { to: ['tess@example.org'], variables: substitutionData }),
    ];
    for (const refused of await Promise.all(calls.map(failure))) {
      expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
      expect(refused!.message).toContain('nested more than 10 deep');
    }
  });

  test.each(['body', 'components', 'templateId'])('null for %s is refused with what to do', async (field) => {
    const { id } = await api.campaigns.create(newsletter(label));
    const refused = await failure(api.campaigns.update(id, { [field]: null }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    expect(refused!.message).toContain('Leave it out instead of giving null');
    const { subject } = newsletter(label);
    expect(await failure(api.campaigns.create({ subject, [field]: null }))).toEqual(refused);
  });

  test('loses the text of a body that is replaced, unless another is given', async () => {
    const { id: templateId } = await api.templates.create({ name: 'Frame', body: '<p>Frame</p>' });
    for (const body of [
      { body: '<p>New</p>' },
      { components: [{ type: 'divider' as const }] },
      { templateId },
    ]) {
      const { id } = await api.campaigns.create(newsletter(label, { bodyText: 'Text' }));
      expect(await api.campaigns.update(id, { subject: 'New' })).toMatchObject({ bodyText: 'Text' });
      expect(await api.campaigns.update(id, { ...body, bodyText: 'Own' })).toMatchObject({ bodyText: 'Own' });
      expect(await api.campaigns.update(id, body)).toMatchObject({ bodyText: null });
    }
  });

  test('forgets the values of a schedule that is cancelled', async () => {
    const { id } = await api.campaigns.create(newsletter(label));
    const substitutionData = { season: 'winter' };
    await api.campaigns.schedule(id, { scheduledAt: '2999-01-01T00:00:00Z', substitutionData });
    expect(await api.campaigns.cancelSchedule(id)).toMatchObject({ sendData: null });
  });

  test('a duplicate has all that was written, and nothing that a send brought', async () => {
    const written = {
      substitutionData: { city: 'Leeds' },
      utm: { source: 'news' },
      attachments: [report],
      bodyText: 'Text',
    };
    const { id } = await api.campaigns.create(newsletter(label, written));
    await send(id, { substitutionData: { season: 'autumn' } });
    const copy = await api.campaigns.duplicate(id);
    expect(copy).toMatchObject({
      status: 'draft',
      ...written,
      attachments: [{ filename: 'report.pdf', size: 3 }],
      sendData: null,
    });
    expect((await send(copy.id)).attachments[0]!.content.toString()).toBe('PDF');
  });

  test('null empties what is optional', async () => {
    const { id } = await api.campaigns.create(
      newsletter(label, {
        previewText: 'Preview',
        replyTo: 'ana@example.com',
        bodyText: 'Text',
        substitutionData: { a: 1 },
        attachments: [report],
        utm: { source: 'x' },
      }),
    );
    const nothing = { previewText: null, replyTo: null, bodyText: null, substitutionData: null, utm: null };
    const emptied = await api.campaigns.update(id, { ...nothing, attachments: null });
    expect(emptied).toMatchObject({ ...nothing, attachments: [] });
  });
});
