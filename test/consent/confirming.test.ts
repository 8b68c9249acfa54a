import type { ContactInput, EmailMarketing } from '../../lib/model';
import { everybody } from '../support/audience';
import { failure, lastMailTo, newsletter, whenSent } from '../support/campaigns';
import { confirmationLinkTo, confirmationTokenTo } from '../support/confirmation';
import { describeEachEngine } from '../support/eachEngine';

const ADA = 'ada@example.com';

describeEachEngine('a confirmation', (here) => {
  let api: EmailMarketing;
  beforeEach(async () => {
    ({ api } = here);
    await api.settings.update({ publicUrl: 'https://mail.roastery.example' });
  });

  const add = (changes: Partial<ContactInput> = {}) =>
    api.contacts.upsert({ email: ADA, status: 'pending', ...changes });
  const askAda = async () => {
    await api.consent.requestConfirmation(ADA);
    return confirmationTokenTo(here.relay, ADA);
  };
  const actions = async (email = ADA) =>
    (await api.consent.personalData(email)).consents.map(({ action }) => action);

  test('makes a pending contact active, with time and sources on record', async () => {
    await add();
    expect(await api.consent.requestConfirmation(ADA, { source: 'Sign-up form' })).toEqual({ sent: true });
    const token = await confirmationTokenTo(here.relay, ADA);
    const contact = await api.consent.confirm(token, { source: 'Confirmation page' });
    expect(contact).toMatchObject({ email: ADA, status: 'active' });
    expect(Date.parse(contact.subscribedAt!)).not.toBeNaN();
    expect((await api.consent.personalData(ADA)).consents).toEqual([
      { action: 'requested', source: 'Sign-up form', at: expect.any(String) as string },
      { action: 'confirmed', source: 'Confirmation page', at: contact.subscribedAt },
    ]);
  });

  test('is asked for by a message with one button, and without the marks of a list', async () => {
    await add();
    const token = await askAda();
    expect(await confirmationLinkTo(here.relay, ADA)).toBe(`https://mail.roastery.example/confirm/${token}`);
    const mail = await lastMailTo(here.relay, ADA);
    expect(mail).toMatchObject({ subject: 'Please confirm your subscription' });
    expect(mail.from!.text).toBe('"The Roastery" <news@roastery.example>');
    expect(mail.text).toContain(`https://mail.roastery.example/confirm/${token}`);
    expect(`${String(mail.html)}${mail.text}`).not.toMatch(/unsubscribe/i);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    for (const header of ['list', 'precedence', 'feedback-id']) {
      expect(mail.headers.has(header)).toBe(false);
    }
  });

  test('a second time changes nothing', async () => {
    await add();
    const token = await askAda();
    const first = await api.consent.confirm(token);
    expect(await api.consent.confirm(token)).toEqual(first);
    expect(await actions()).toEqual(['requested', 'confirmed']);
  });

  test('lets campaigns reach the contact, and not before', async () => {
    await add();
    await api.contacts.upsert({ email: 'other@example.com' });
    const campaign = () => api.campaigns.create(newsletter('', { recipients: everybody }));
    const early = await campaign();
    expect(await api.campaigns.countRecipients(early.id)).toMatchObject({ count: 1 });
    await api.campaigns.send(early.id);
    expect(await whenSent(api, early.id)).toMatchObject({ sent: 1 });
    await api.consent.confirm(await askAda());
    const late = await campaign();
    await api.campaigns.send(late.id);
    expect(await whenSent(api, late.id)).toMatchObject({ sent: 2 });
    expect((await lastMailTo(here.relay, ADA)).subject).toMatch(/^Hello/);
  });

  test('is not asked for again within five minutes, nor of whoever is active', async () => {
    await add();
    const token = await askAda();
    expect(await api.consent.requestConfirmation(ADA)).toEqual({ sent: false });
    await api.consent.confirm(token);
    expect(await api.consent.requestConfirmation(ADA)).toEqual({ sent: false });
    expect(await actions()).toEqual(['requested', 'confirmed']);
  });

  test('brings back whoever unsubscribed, and takes their suppression away', async () => {
    await add({ status: 'active' });
    await api.consent.unsubscribe(ADA);
    await api.suppressions.add({ email: ADA, reason: 'unsubscribe' });
    expect(await api.consent.confirm(await askAda())).toMatchObject({
      status: 'active',
      suppressed: false,
    });
  });

  test('is void once they unsubscribed, which takes their request back', async () => {
    await add();
    const token = await askAda();
    await api.consent.unsubscribe(ADA);
    expect(await failure(api.consent.confirm(token))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
    expect(await api.contacts.get(ADA)).toMatchObject({ status: 'unsubscribed' });
  });

  test.each(['complaint', 'manual', 'hard_bounce', 'unsubscribe'] as const)(
    'is void once the address was suppressed (%s)',
    async (reason) => {
      await add();
      const token = await askAda();
      await api.suppressions.add({ email: ADA, reason });
      expect(await failure(api.consent.confirm(token))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
      expect(await api.contacts.get(ADA)).toMatchObject({ status: 'pending', suppressed: true });
    },
  );

  test('is void once the contact bounced or was deleted', async () => {
    await add();
    const token = await askAda();
    await add({ status: 'hard_bounce' });
    expect(await failure(api.consent.confirm(token))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
    await api.contacts.delete(ADA);
    expect(await failure(api.consent.confirm(token))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
  });

  test.each([
    ['nothing', ''],
    ['another text', 'ada@example.com'],
    ['no text', 12 as unknown as string],
  ])('%s is no token', async (_, token) => {
    expect(await failure(api.consent.confirm(token))).toMatchObject({
      code: 'CONFIRMATION_INVALID',
      message: expect.stringContaining('copy the whole link') as string,
    });
  });

  test('of one contact does not confirm another', async () => {
    await add();
    const other = await api.contacts.upsert({ email: 'other@example.com', status: 'pending' });
    const token = await askAda();
    const forged = token.replace(/^[0-9a-z]+/, Number(other.id).toString(36));
    expect(await failure(api.consent.confirm(forged))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
    expect(await api.contacts.get('other@example.com')).toMatchObject({ status: 'pending' });
  });

  test('leads to a page of ours or to the one that is named, whose query stays', async () => {
    await add();
    await api.consent.requestConfirmation(ADA, {
      confirmUrl: 'https://shop.example/welcome?from=a%20b&x=1#top',
    });
    expect(await confirmationLinkTo(here.relay, ADA)).toMatch(
      /^https:\/\/shop\.example\/welcome\?from=a%20b&x=1&token=[\w-]+#top$/,
    );
  });

  test('needs somewhere to lead to', async () => {
    await api.settings.update({ publicUrl: null });
    await add();
    expect(await failure(api.consent.requestConfirmation(ADA))).toMatchObject({
      code: 'PUBLIC_URL_MISSING',
      details: { field: 'confirmUrl' },
    });
    expect(await actions()).toEqual([]);
  });
});
