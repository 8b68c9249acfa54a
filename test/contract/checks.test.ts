import type { EmailMarketing } from '../../lib/model';
import { addSubscribers, failure, newsletter, whenSent } from '../support/campaigns';
import { describeEachFace } from './eachFace';

const codes = (findings: { code: string }[]) => findings.map(({ code }) => code);

describeEachFace('checks before a launch', (here) => {
  let api: EmailMarketing;
  let label: string;
  beforeEach(async () => {
    ({ api } = here);
    label = await addSubscribers(api, 2);
  });

  test('a new campaign says what to look at, and anew after each change', async () => {
    const created = await api.campaigns.create(
      newsletter(label, { body: '<p>{{first_name}} <a href="">more</a></p>' }),
    );
    expect(codes(created.warnings)).toEqual(
      expect.arrayContaining(['link_empty', 'unsubscribe_link_missing', 'variable_without_fallback']),
    );
    const fine = await api.campaigns.update(created.id, {
      subject: 'Hello',
      body: '<p>Hello <a href="{{unsubscribe_url}}">Unsubscribe</a></p>',
    });
    expect(fine.warnings).toEqual([]);
    expect((await api.campaigns.get(created.id)).warnings).toEqual([]);
  });

  test('an error keeps a campaign a draft until it is mended', async () => {
    const broken = '<p>{{first_name}} <a href="www.example.com">us</a> <img src="cid:logo" alt=""></p>';
    const { id } = await api.campaigns.create(newsletter(label, { body: broken }));
    const { errors } = await api.campaigns.lint(id);
    expect(codes(errors)).toEqual(expect.arrayContaining(['link_relative', 'inline_image_missing']));
    const refused = await failure(api.campaigns.send(id));
    expect(refused).toMatchObject({ code: 'CAMPAIGN_HAS_ERRORS', details: { field: 'body' } });
    for (const { message } of errors) expect(refused!.message).toContain(message);
    expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft', launchedAt: null });

    await api.campaigns.update(id, { body: '<p>Fine</p>' });
    await api.campaigns.send(id);
    expect((await whenSent(api, id)).sent).toBe(2);
  });

  test('a variable that nobody in the audience has is told, here and after the launch', async () => {
    await api.fields.create({ tag: 'city' });
    await api.contacts.upsert({ email: 'elsewhere@example.com', fields: { city: 'Leeds' } });
    const { id } = await api.campaigns.create(
      newsletter(label, { body: '<p>{{first_name}} {{name}} {{city}} {{Größe}} {{season}} {{email}}</p>' }),
    );
    const unknown = async () => {
      const { warnings } = await api.campaigns.lint(id);
      return warnings.find(({ code }) => code === 'variable_unknown')?.message ?? '';
    };
    expect(await unknown()).toMatch(/name.*city.*Größe.*season/);
    expect(await unknown()).not.toMatch(/first_name|email/);
    await api.contacts.upsert({ email: 'c1@example.com', name: 'Cleo', fields: { city: 'Bandung' } });
    await api.campaigns.update(id, { substitutionData: { Größe: 'M' } });
    expect(await unknown()).toMatch(/season/);
    expect(await unknown()).not.toMatch(/name|city|Größe/);
    const launched = await api.campaigns.send(id);
    expect(codes(launched.warnings)).toContain('variable_unknown');
    expect(codes((await api.campaigns.get(id)).warnings)).toContain('variable_unknown');
  });

  test('a variable with a default may be one that nobody has', async () => {
    const { id } = await api.campaigns.create(
      newsletter(label, { body: '<p>{{nick | default: "you"}}</p>' }),
    );
    expect(codes((await api.campaigns.lint(id)).warnings)).not.toContain('variable_unknown');
  });

  test('of an empty audience nothing is said about variables', async () => {
    const { id } = await api.campaigns.create(newsletter(label, { recipients: {} }));
    const { errors, warnings } = await api.campaigns.lint(id);
    expect(errors).toEqual([]);
    expect(codes(warnings)).not.toContain('variable_unknown');
  });

  test('an unknown campaign cannot be checked, shown or tested', async () => {
    const calls = [
      api.campaigns.lint('999'),
      api.campaigns.preview('999'),
      api.campaigns.sendTest('999', { to: ['ana@example.com'] }),
    ];
    const refusals = (await Promise.all(calls.map(failure))).map((one) => one?.code);
    expect(refusals).toEqual(calls.map(() => 'CAMPAIGN_NOT_FOUND'));
  });

  describe('a preview', () => {
    const draft = () =>
      api.campaigns.create(
        newsletter(label, {
          subject: 'For {{first_name}}',
          previewText: 'It is {{season}}',
          body: '<p>Dear {{name}}, see {{city | default: "us"}}. <a href="{{unsubscribe_url}}">Leave</a></p>',
          bodyText: 'Dear {{name}} {{unsubscribe_url}}',
          substitutionData: { season: 'spring' },
        }),
      );

    test('shows what a contact would read, and changes nothing', async () => {
      const { id } = await draft();
      await api.fields.create({ tag: 'city' });
      await api.contacts.upsert({ email: 'c1@example.com', name: 'Tom & Ana', fields: { city: 'Leeds' } });
      const preview = await api.campaigns.preview(id, { contact: 'C1@example.com' });
      expect(preview).toMatchObject({
        subject: 'For First1',
        previewText: 'It is spring',
        html: expect.stringContaining('Dear Tom &amp; Ana, see Leeds.') as string,
        text: expect.stringContaining('Dear Tom & Ana mailto:') as string,
        errors: [],
      });
      expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft' });
      expect((await api.campaigns.deliveries(id)).data).toEqual([]);
    });

    test('takes sample values on top, and says what has none', async () => {
      const { id } = await draft();
      const gapIn = (preview: Awaited<ReturnType<typeof api.campaigns.preview>>) =>
        preview.warnings.filter(({ message }) => message.includes('has a gap'));
      const sample = await api.campaigns.preview(id);
      expect(sample.html).toContain('Dear Sample Contact, see us.');
      expect(gapIn(sample)).toMatchObject([
        { field: 'subject', message: expect.stringContaining('first_name') as string },
      ]);
      const filled = await api.campaigns.preview(id, { variables: { first_name: 'Ana', season: 'autumn' } });
      expect(filled).toMatchObject({ subject: 'For Ana', previewText: 'It is autumn' });
      expect(gapIn(filled)).toEqual([]);
    });

    test('unsubscribes nobody, even with a public URL', async () => {
      await api.settings.update({ publicUrl: 'https://mail.roastery.example' });
      const { id } = await draft();
      const { html } = await api.campaigns.preview(id, { contact: 'c1@example.com' });
      expect(html).toContain('mailto:');
      expect(html).not.toContain('mail.roastery.example');
    });

    test('for nobody who exists is refused', async () => {
      const { id } = await draft();
      for (const contact of ['who@example.com', '999', 'x', '']) {
        expect(await failure(api.campaigns.preview(id, { contact }))).toMatchObject({
          code: 'CONTACT_NOT_FOUND',
        });
      }
    });
  });
});
