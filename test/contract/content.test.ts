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

  test('attachments are replaced whole, kept where an update does not name them, and go with their draft', async () => {
    const { id } = await api.campaigns.create(newsletter(label, { attachments: [report, logo] }));
    const names = ({ attachments }: { attachments: { filename: string }[] }) =>
      attachments.map(({ filename }) => filename);
    expect(names(await api.campaigns.update(id, { subject: 'New' }))).toEqual(['report.pdf', 'logo.png']);
    expect(names(await api.campaigns.update(id, { attachments: [logo] }))).toEqual(['logo.png']);
    expect(names(await api.campaigns.update(id, { attachments: null }))).toEqual([]);
    await api.campaigns.update(id, { attachments: [report] });
    await api.campaigns.delete(id);
    expect((await api.campaigns.list()).data).toEqual([]);
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
      newsletter(label, { substitutionData: { a: 1 }, utm: { source: 'x' }, bodyText: 'Text' }),
    );
    const emptied = await api.campaigns.update(id, { substitutionData: null, utm: null, bodyText: null });
    expect(emptied).toMatchObject({ substitutionData: null, utm: null, bodyText: null });
  });
});
