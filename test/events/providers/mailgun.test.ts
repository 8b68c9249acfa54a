import { createHmac } from 'node:crypto';
import { mailgun } from '../../../lib/events/providers/mailgun';
import { event, eventsOf, fetchNothing, HOUR, MINUTE, NOW, refusal, webhook } from './webhooks';

const KEY = 'key-of-webhooks';
const TOKEN = '651869375b9df3c98fc15c4889b102119add1235c38fc92824';

const signatureOf = (timestamp: string, token: string, key = KEY) =>
  createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');

interface Signing {
  at?: number;
  token?: string;
  key?: string;
}
function signed(data: unknown, { at = NOW, token = TOKEN, key = KEY }: Signing = {}) {
  const timestamp = String(at / 1000);
  return {
    signature: { timestamp, token, signature: signatureOf(timestamp, token, key) },
    'event-data': data,
  };
}
const read = (body: unknown) =>
  mailgun.read(webhook(body), { provider: 'mailgun', signingKey: KEY }, NOW, fetchNothing);

/** As Mailgun sends it. */
const data = {
  id: 'hTWCTD81RtiDN-...',
  timestamp: 1534108637.153125,
  'log-level': 'info',
  recipient: 'recipient@example.com',
  'user-variables': {},
  flags: { 'is-routed': false, 'is-authenticated': true, 'is-system-test': false, 'is-test-mode': false },
  message: {
    headers: {
      to: 'recipient@example.com',
      'message-id': '20180812211713.1.DF5966851B4BAA99@example.org',
      from: 'test@example.org',
      subject: 'Testing',
    },
  },
};
const told = {
  recipient: 'recipient@example.com',
  messageId: '20180812211713.1.DF5966851B4BAA99@example.org',
  at: 1534108637153,
};
const failed = (reason: string, status: object, more = {}) => ({
  ...{ event: 'failed', severity: 'permanent', reason },
  'delivery-status': { description: '', 'attempt-no': 1, ...status },
  ...more,
});
const unknown = { code: 550, message: '5.1.1 The email account that you tried to reach does not exist.' };
const browser = {
  'client-type': 'browser',
  'client-name': 'Chrome',
  'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6)...',
};

describe('an event of Mailgun', () => {
  test.each([
    [
      'a delivery',
      {
        event: 'delivered',
        'delivery-status': { code: 250, message: 'OK', 'mx-host': 'smtp-in.example.com' },
      },
      { type: 'delivery' },
    ],
    [
      'no such address',
      failed('bounce', unknown),
      { type: 'bounce', bounceType: 'hard', reason: `550 ${unknown.message}` },
    ],
    [
      'a policy',
      failed('bounce', { code: 550, 'enhanced-code': '5.7.1', message: 'Not authorized' }),
      { type: 'bounce', bounceType: 'block', reason: '550 5.7.1 Not authorized' },
    ],
    [
      'a failure that says little',
      failed('generic', { code: 554, message: 'Transaction failed' }),
      { type: 'bounce', bounceType: 'soft', reason: '554 Transaction failed' },
    ],
    [
      'a failure that is clear to us alone',
      failed('generic', unknown),
      { type: 'bounce', bounceType: 'hard', reason: `550 ${unknown.message}` },
    ],
    [
      'a provider that blocks us',
      failed('espblock', { code: 550, message: 'Blocked' }),
      { type: 'bounce', bounceType: 'block', reason: '550 Blocked' },
    ],
    [
      'what it tried for too long',
      failed('old', { code: 602, message: 'Too old' }),
      { type: 'soft_bounce', bounceType: 'soft', reason: '602 Too old' },
    ],
    [
      'a temporary refusal that was the last',
      failed('generic', { code: 452, message: '4.2.2 Over quota' }),
      { type: 'soft_bounce', bounceType: 'soft', reason: '452 4.2.2 Over quota' },
    ],
    [
      'an address on its list of bounces',
      failed('suppress-bounce', { code: 605, message: 'Not delivering to previously bounced address' }),
      { type: 'bounce', bounceType: 'block', reason: '605 Not delivering to previously bounced address' },
    ],
    [
      'an address on its list of complaints, with nothing but a code',
      failed('generic', { code: 607, message: '' }),
      { type: 'bounce', bounceType: 'block', reason: '607' },
    ],
    [
      'a bounce after the delivery',
      failed('bounce', unknown, { flags: { 'is-delayed-bounce': true } }),
      { type: 'out_of_band', bounceType: 'hard', reason: `550 ${unknown.message}` },
    ],
    [
      'what it did not take',
      { event: 'rejected', reject: { reason: 'Sandbox subdomains are for test purposes only.' } },
      { type: 'bounce', bounceType: 'block', reason: 'Sandbox subdomains are for test purposes only.' },
    ],
    [
      'an open',
      { event: 'opened', ip: '192.0.2.1', 'client-info': browser },
      { type: 'open', ip: '192.0.2.1', userAgent: browser['user-agent'] },
    ],
    [
      'an open of a machine',
      { event: 'opened', 'client-info': { ...browser, bot: 'apple' } },
      { type: 'open', userAgent: browser['user-agent'], isMachine: true },
    ],
    [
      'a click',
      { event: 'clicked', url: 'https://example.com/test', 'client-info': { bot: '' } },
      { type: 'click', url: 'https://example.com/test', isMachine: false },
    ],
    ['a complaint', { event: 'complained' }, { type: 'complaint' }],
    ['an unsubscription', { event: 'unsubscribed' }, { type: 'unsubscribe' }],
  ] as const)('%s', async (_, fields, expected) => {
    expect(await eventsOf(read(signed({ ...data, ...fields })))).toEqual([event({ ...told, ...expected })]);
  });

  test.each([
    ['a failure that it tries again', failed('generic', { code: 498 }, { severity: 'temporary' })],
    ['a message that it accepted', { event: 'accepted' }],
    ['what nobody knows', { event: 'levitated' }],
    ['none', { event: undefined }],
  ])('%s is none of ours', async (_, fields) => {
    expect(await eventsOf(read(signed({ ...data, ...fields })))).toEqual([]);
  });

  test('that is no event gives none', async () => {
    expect(await eventsOf(read(signed('opened')))).toEqual([]);
  });

  test('a variable of the message names it, where there is one', async () => {
    const variables = { 'user-variables': { messageId: '<1.2.store@news.example>' } };
    const [read1] = await eventsOf(read(signed({ ...data, event: 'opened', ...variables })));
    expect(read1).toMatchObject({ messageId: '1.2.store@news.example' });
  });
});

test('a signature brings in one event: what comes with it again has the same id', async () => {
  const idOf = async (fields: object, token: string) =>
    (await eventsOf(read(signed({ ...data, ...fields }, { token }))))[0]!.id;
  const first = await idOf({ event: 'opened' }, TOKEN);
  expect(await idOf({ event: 'complained', recipient: 'ben@example.com' }, TOKEN)).toBe(first);
  expect(await idOf({ event: 'opened' }, 'another')).not.toBe(first);
});

describe('a signature of Mailgun', () => {
  const opened = { ...data, event: 'opened' };
  const good = signed(opened);
  const wrong = refusal('WEBHOOK_SIGNATURE_INVALID', /signing key of Mailgun/);

  test.each([
    ['with another key', signed(opened, { key: 'api-key' })],
    ['of another token', { ...good, signature: { ...good.signature, token: 'another' } }],
    ['of another time', { ...good, signature: { ...good.signature, timestamp: '1780000000' } }],
    ['cut off', { ...good, signature: { ...good.signature, signature: 'abc' } }],
  ])('%s is refused', async (_, body) => {
    await expect(read(body)).rejects.toEqual(wrong);
  });

  test('of the account that a subaccount belongs to is taken', async () => {
    const { timestamp, token, signature } = good.signature;
    const ofSubaccount = {
      ...{ timestamp, token, signature: signatureOf(timestamp, token, 'of the subaccount') },
      'parent-signature': signature,
    };
    expect(await eventsOf(read({ ...good, signature: ofSubaccount }))).toHaveLength(1);
  });

  test('is taken as long as Mailgun tries, and no longer', async () => {
    expect(await eventsOf(read(signed(opened, { at: NOW - 8 * HOUR })))).toHaveLength(1);
    for (const at of [NOW - 8 * HOUR - 6 * MINUTE, NOW + 6 * MINUTE]) {
      await expect(read(signed(opened, { at }))).rejects.toEqual(refusal('WEBHOOK_STALE', /clock/));
    }
  });

  test('that is missing makes it no webhook of Mailgun', async () => {
    await expect(read({ 'event-data': opened })).rejects.toEqual(
      refusal('INVALID_INPUT', /no webhook of Mailgun/),
    );
  });
});
