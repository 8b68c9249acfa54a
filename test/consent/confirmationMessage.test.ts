import { generateKeyPairSync } from 'node:crypto';
import type { ContactInput, EmailMarketing } from '../../lib/model';
import { failure, lastMailTo } from '../support/campaigns';
import { confirmationLinkTo } from '../support/confirmation';
import { describeEachEngine } from '../support/eachEngine';
import { API_KEY, startTransmissionApi } from '../support/transmissionApi';

const ADA = 'ada@example.com';

describeEachEngine('the message that asks for a confirmation', (here) => {
  let api: EmailMarketing;
  beforeEach(async () => {
    ({ api } = here);
    await api.settings.update({ publicUrl: 'https://mail.roastery.example' });
  });

  const add = (changes: Partial<ContactInput> = {}) =>
    api.contacts.upsert({ email: ADA, status: 'pending', ...changes });
  const actions = async (email = ADA) =>
    (await api.consent.personalData(email)).consents.map(({ action }) => action);

  const ask = (body: string, subject?: string) =>
    api.consent.requestConfirmation(ADA, { body, ...(subject && { subject }) });

  test('takes variables of the contact, escaped', async () => {
    await add({ name: '<b>Ada</b>' });
    await ask('<p>Hello {{name}}, <a href="{{confirm_url}}">yes</a></p>', 'For {{name}}');
    const mail = await lastMailTo(here.relay, ADA);
    expect(mail.subject).toBe('For <b>Ada</b>');
    expect(mail.html).toContain('Hello &lt;b&gt;Ada&lt;/b&gt;,');
  });

  test('leads nowhere else, whatever fields the contact has', async () => {
    await api.fields.create({ tag: 'confirm_url' });
    await add({ fields: { confirm_url: 'https://evil.example/' } });
    await api.consent.requestConfirmation(ADA);
    expect(await confirmationLinkTo(here.relay, ADA)).toMatch(
      /^https:\/\/mail\.roastery\.example\/confirm\//,
    );
  });

  test.each([
    ['no link', '<p>Hello</p>'],
    ['a link in a comment of the template only', '<p>{{! confirm_url }}Hello</p>'],
    ['a link in a block that they do not get', '{{#if vip}}<a href="{{confirm_url}}">yes</a>{{/if}}'],
  ])('is refused with %s', async (_, body) => {
    await add();
    expect(await failure(ask(body))).toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining('{{confirm_url}}') as string,
      details: { field: 'body' },
    });
    expect(await actions()).toEqual([]);
  });

  test('comes from the sender that is named', async () => {
    await add();
    const sender = { name: 'Shop', email: 'shop@example.com' };
    await api.consent.requestConfirmation(ADA, { sender, replyTo: 'desk@example.com' });
    const mail = await lastMailTo(here.relay, ADA);
    expect(mail.from!.value).toEqual([{ name: 'Shop', address: 'shop@example.com' }]);
    expect(mail.replyTo!.text).toBe('desk@example.com');
  });

  test('is signed where the domain of its sender has a key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const dkim = {
      selector: 'mail',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    await api.settings.setSendingDomain({ domain: 'roastery.example', dkim });
    await add();
    await api.consent.requestConfirmation(ADA);
    const mail = await lastMailTo(here.relay, ADA);
    expect(mail.headers.get('dkim-signature')).toMatchObject({
      params: { d: 'roastery.example', s: 'mail', a: 'rsa-sha256' },
    });
  });

  test('goes through the Transmission API where its sender is sent from there, its link not counted', async () => {
    const platform = await startTransmissionApi();
    const transport = { id: 'api', type: 'transmission', url: platform.url, apiKey: API_KEY } as const;
    await api.settings.setTransport({ ...transport, senderDomains: ['shop.example'] });
    await add({ name: 'Ada' });
    const sender = { name: 'Shop', email: 'news@shop.example' };
    await api.consent.requestConfirmation(ADA, { sender });
    await platform.stop();
    expect(platform.requests.map(({ body }) => JSON.parse(body) as object)).toEqual([
      expect.objectContaining({
        from: { name: 'Shop', email: 'news@shop.example' },
        to: [{ name: 'Ada', email: ADA }],
        bodyHtml: expect.stringContaining('https://mail.roastery.example/confirm/') as string,
        headers: expect.arrayContaining([{ name: 'Auto-Submitted', value: 'auto-generated' }]) as object,
        optionsAttributes: { openTracking: false, clickTracking: false, transactional: true },
      }),
    ]);
  });

  test('goes to nobody who complained or bounced', async () => {
    await add();
    await api.suppressions.add({ email: ADA, reason: 'complaint' });
    expect(await failure(api.consent.requestConfirmation(ADA))).toMatchObject({
      code: 'ADDRESS_SUPPRESSED',
    });
    const gone = await api.contacts.upsert({ email: 'bob@example.com', status: 'hard_bounce' });
    expect(await failure(api.consent.requestConfirmation(gone.id))).toMatchObject({
      code: 'CONTACT_BOUNCED',
    });
  });

  test('that the relay refuses counts as not asked for', async () => {
    const { email } = await api.contacts.upsert({ email: 'gone@example.com', status: 'pending' });
    for (const attempt of [1, 2]) {
      expect([attempt, await failure(api.consent.requestConfirmation(email))]).toEqual([
        attempt,
        expect.objectContaining({
          code: 'CONTACT_BOUNCED',
          message: expect.stringContaining('550') as string,
        }),
      ]);
    }
    expect(await actions(email)).toEqual([]);
  });
});
