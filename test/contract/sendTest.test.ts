import type { EmailMarketing } from '../../lib/model';
import {
  addSubscribers,
  failure,
  lastMailTo,
  newsletter,
  relayOptions,
  whenSent,
} from '../support/campaigns';
import { startSmtpServer } from '../support/smtpServer';
import { describeEachFace } from './eachFace';

describeEachFace('a test', (here) => {
  let api: EmailMarketing;
  let id: string;
  beforeEach(async () => {
    ({ api } = here);
    const label = await addSubscribers(api, 2);
    ({ id } = await api.campaigns.create(newsletter(label, { substitutionData: { first_name: 'you' } })));
  });

  test('goes to the given addresses, marked as one, outside all counts', async () => {
    const to = ['Tess@Example.org', 'gone@example.org'];
    expect(await api.campaigns.sendTest(id, { to, contact: 'c2@example.com' })).toEqual({
      accepted: ['tess@example.org'],
      rejected: [{ email: 'gone@example.org', reason: expect.stringContaining('550') as string }],
    });
    const mail = await lastMailTo(here.relay, 'tess@example.org');
    expect(mail.subject).toBe('[Test] Hello First2');
    expect(mail.html).toContain('Dear First2');
    expect(mail.headers.get('x-mailtarget-test')).toBe('yes');
    expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft' });
    expect((await api.campaigns.deliveries(id)).data).toEqual([]);
    expect((await api.events.list({ campaignId: id })).data).toEqual([]);
  });

  test('is made for somebody made up where no contact is named, and for sample values', async () => {
    await api.campaigns.sendTest(id, { to: ['tess@example.org'] });
    expect((await lastMailTo(here.relay, 'tess@example.org')).subject).toBe('[Test] Hello you');
    await api.campaigns.sendTest(id, { to: ['tess@example.org'], variables: { first_name: 'Sam' } });
    expect((await lastMailTo(here.relay, 'tess@example.org')).subject).toBe('[Test] Hello Sam');
  });

  test('unsubscribes nobody', async () => {
    await api.settings.update({ publicUrl: 'https://mail.roastery.example' });
    await api.campaigns.sendTest(id, { to: ['tess@example.org'], contact: 'c1@example.com' });
    const raw = here.relay.messages.at(-1)!.raw.toString();
    expect(raw).not.toContain('mail.roastery.example');
    expect(raw).not.toContain('List-Unsubscribe-Post');
    expect(raw).toContain('Unsubscribe%20sample%40example.com');
  });

  test('carries the attachments, and comes once to an address that is named twice', async () => {
    const content = Buffer.from('PDF').toString('base64');
    await api.campaigns.update(id, { attachments: [{ filename: 'a.pdf', content }] });
    const before = here.relay.messages.length;
    await api.campaigns.sendTest(id, { to: ['tess@example.org', 'TESS@example.org'] });
    expect(here.relay.messages.length - before).toBe(1);
    const { attachments } = await lastMailTo(here.relay, 'tess@example.org');
    expect(attachments.map(({ filename }) => filename)).toEqual(['a.pdf']);
  });

  test('of a campaign that was sent leaves its report alone', async () => {
    await api.campaigns.send(id);
    const report = await whenSent(api, id);
    await api.campaigns.sendTest(id, { to: ['tess@example.org'] });
    expect(await api.reports.basic(id)).toEqual(report);
  });

  test.each([
    ['a suppressed address', () => api.suppressions.add({ email: 'tess@example.org' })],
    [
      'somebody who has not confirmed',
      () => api.contacts.upsert({ email: 'tess@example.org', status: 'pending' }),
    ],
    ['somebody who left', () => api.contacts.upsert({ email: 'tess@example.org', status: 'unsubscribed' })],
    ['a dead mailbox', () => api.contacts.upsert({ email: 'tess@example.org', status: 'hard_bounce' })],
  ])('is refused before anything is sent where one address is %s', async (_, leave) => {
    await leave();
    const before = here.relay.messages.length;
    const refused = await failure(
      api.campaigns.sendTest(id, { to: ['ana@example.org', 'tess@example.org'] }),
    );
    expect(refused).toMatchObject({ code: 'ADDRESS_SUPPRESSED', details: { field: 'to' } });
    expect(refused!.message).toContain('tess@example.org');
    expect(refused!.message).not.toContain('ana@example.org');
    expect(here.relay.messages.length).toBe(before);
  });

  test.each([
    ['nobody', { to: [] }, 'INVALID_INPUT'],
    ['no address', { to: ['nobody'] }, 'INVALID_EMAIL'],
    ['too many', { to: Array.from({ length: 21 }, (_, n) => `t${n}@example.org`) }, 'INVALID_INPUT'],
    ['a contact that is none', { to: ['tess@example.org'], contact: '999' }, 'CONTACT_NOT_FOUND'],
  ])('to %s is refused', async (_, input, code) => {
    expect(await failure(api.campaigns.sendTest(id, input))).toMatchObject({ code });
  });

  test('is checked before its campaign is looked up', async () => {
    expect(await failure(api.campaigns.sendTest('999', { to: [] }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('tells what became of each message where the relay fails midway', async () => {
    const failing = await startSmtpServer({
      refuse: (address) => {
        if (address.startsWith('last')) void failing.stop();
        return address.startsWith('gone') ? 550 : undefined;
      },
    });
    await api.settings.setTransport(relayOptions(failing));
    const to = ['gone@example.org', 'tess@example.org', 'last@example.org', 'never@example.org'];
    const { accepted, rejected } = await api.campaigns.sendTest(id, { to });
    expect(accepted).toEqual(['tess@example.org']);
    expect(rejected).toEqual([
      { email: 'gone@example.org', reason: expect.stringContaining('550') as string },
      { email: 'last@example.org', reason: expect.stringContaining('does not answer') as string },
      { email: 'never@example.org', reason: expect.stringContaining('does not answer') as string },
    ]);
  });

  test('says what is wrong with the relay', async () => {
    const refusing = await startSmtpServer({ refuseSender: 553 });
    await api.settings.setTransport(relayOptions(refusing));
    const test = { to: ['tess@example.org'] };
    expect(await failure(api.campaigns.sendTest(id, test))).toMatchObject({ code: 'RELAY_REFUSES_SENDER' });
    await refusing.stop();
    expect(await failure(api.campaigns.sendTest(id, test))).toMatchObject({ code: 'RELAY_UNREACHABLE' });
  });
});
