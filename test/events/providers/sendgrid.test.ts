import { generateKeyPairSync, sign } from 'node:crypto';
import { sendgrid } from '../../../lib/events/providers/sendgrid';
import { event, eventsOf, fetchNothing, HOUR, MINUTE, NOW, refusal, webhook } from './webhooks';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keyText = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

const secretOf = (key: string) => ({ provider: 'sendgrid' as const, publicKey: key });
const headersOf = (timestamp: string, signature: string) => ({
  'x-twilio-email-event-webhook-timestamp': timestamp,
  'x-twilio-email-event-webhook-signature': signature,
});

function signed(body: unknown, signedAt = NOW) {
  const text = JSON.stringify(body);
  const timestamp = String(signedAt / 1000);
  const signature = sign('sha256', Buffer.from(timestamp + text), privateKey).toString('base64');
  return webhook(text, headersOf(timestamp, signature));
}

const read = (request: ReturnType<typeof webhook>, key = keyText, now = NOW) =>
  sendgrid.read(request, secretOf(key), now, fetchNothing);
const eventsIn = (...items: unknown[]) => eventsOf(read(signed(items)));

/** As the documentation shows it. */
const item = {
  email: 'example@test.com',
  timestamp: 1513299569,
  'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
  category: ['cat facts'],
  sg_event_id: 'ZyjAM5rnQmuI1KFInHQ3Nw==',
  sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
};
const told = {
  recipient: 'example@test.com',
  messageId: '14c5d75ce93.dfd.64b469@ismtpd-555',
  at: 1513299569000,
};
const AGENT = 'Mozilla/4.0 (compatible; MSIE 6.1; Windows XP; .NET CLR 1.1.4322; .NET CLR 2.0.50727)';

describe('an event of SendGrid', () => {
  test.each([
    ['delivered', { response: '250 OK', ip: '167.89.17.173' }, { type: 'delivery' }],
    [
      'bounce',
      { type: 'bounce', status: '5.1.1', reason: '550 5.1.1 No such user' },
      { type: 'bounce', bounceType: 'hard', reason: '550 5.1.1 No such user' },
    ],
    [
      'bounce',
      { type: 'bounce', status: '5.0.0', reason: '500 unknown recipient' },
      { type: 'bounce', bounceType: 'hard', reason: '500 unknown recipient' },
    ],
    [
      'bounce',
      { type: 'bounce', reason: '550 5.7.1 Message blocked as spam' },
      { type: 'bounce', bounceType: 'block', reason: '550 5.7.1 Message blocked as spam' },
    ],
    [
      'bounce',
      { type: 'blocked', bounce_classification: 'Unclassified', reason: 'unable to get mx info' },
      { type: 'bounce', bounceType: 'block', reason: 'unable to get mx info' },
    ],
    [
      'bounce',
      { type: 'blocked', status: '4.2.2', reason: '452 4.2.2 The mailbox is full' },
      { type: 'soft_bounce', bounceType: 'soft', reason: '452 4.2.2 The mailbox is full' },
    ],
    ['blocked', { reason: '554 refused' }, { type: 'bounce', bounceType: 'block', reason: '554 refused' }],
    [
      'dropped',
      { reason: 'Bounced Address' },
      { type: 'bounce', bounceType: 'block', reason: 'Bounced Address' },
    ],
    [
      'open',
      { useragent: AGENT, ip: '192.0.2.1', sg_machine_open: false },
      { type: 'open', userAgent: AGENT, ip: '192.0.2.1', isMachine: false },
    ],
    ['open', { sg_machine_open: true }, { type: 'open', isMachine: true }],
    [
      'click',
      { useragent: AGENT, ip: '192.0.2.1', url: 'http://www.sendgrid.com/' },
      { type: 'click', userAgent: AGENT, ip: '192.0.2.1', url: 'http://www.sendgrid.com/' },
    ],
    ['spamreport', {}, { type: 'complaint' }],
    ['unsubscribe', {}, { type: 'unsubscribe' }],
    ['group_unsubscribe', { asm_group_id: 10 }, { type: 'unsubscribe' }],
  ] as const)('%s %j', async (name, fields, expected) => {
    expect(await eventsIn({ ...item, event: name, ...fields })).toEqual([event({ ...told, ...expected })]);
  });

  test.each(['processed', 'deferred', 'group_resubscribe', 'account_status_change', '__proto__'])(
    '%s is none of ours',
    async (name) => {
      expect(await eventsIn({ ...item, event: name, response: '400 try again later' })).toEqual([]);
    },
  );
});

test('all of a batch are read, but for what is none', async () => {
  const opened = { ...item, event: 'open' };
  const events = await eventsIn({ ...item, event: 'delivered' }, null, 7, [], { event: 7 }, opened);
  expect(events.map(({ type }) => type)).toEqual(['delivery', 'open']);
});

test('a batch of more than SendGrid sends is refused', async () => {
  await expect(eventsIn(...Array<null>(10_001).fill(null))).rejects.toEqual(
    refusal('INVALID_INPUT', /more than 10000 events/),
  );
});

test('an argument of the message names it where SendGrid gave it another Message-ID', async () => {
  const [read] = await eventsIn({ ...item, event: 'open', messageId: '<1.2.store@news.example>' });
  expect(read).toMatchObject({ messageId: '1.2.store@news.example' });
});

test('a repeat has the same id, whatever SendGrid numbers it; another event has another', async () => {
  const click = { ...item, event: 'click', url: 'https://example.com/a' };
  const events = await eventsIn(
    click,
    { ...click, sg_event_id: 'another' },
    ...[{ url: 'https://example.com/b' }, { timestamp: 1513299570 }, { email: 'ben@example.com' }].map(
      (change) => ({ ...click, ...change }),
    ),
  );
  const [first, again, ...others] = events.map(({ id }) => id);
  expect(again).toBe(first);
  expect(new Set([first, ...others]).size).toBe(4);
});

describe('a signature', () => {
  const delivered = [{ ...item, event: 'delivered' }];
  const wrong = refusal('WEBHOOK_SIGNATURE_INVALID', /verification key that is set here/);

  test("holds for SendGrid's own example, which is then found to be no batch", async () => {
    const request = webhook(
      { category: 'example_payload', event: 'test_event', message_id: 'message_id' },
      headersOf(
        '1588788367',
        'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
      ),
    );
    const key =
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==';
    const now = 1588788367_000;
    await expect(read(request, key, now)).rejects.toEqual(refusal('INVALID_INPUT', /no webhook of SendGrid/));
    await expect(read(request, keyText, now)).rejects.toEqual(wrong);
  });

  test('may be checked with a key in PEM', async () => {
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await eventsOf(read(signed(delivered), pem))).toHaveLength(1);
  });

  test.each([
    ['of another body', { rawBody: Buffer.from('[]') }],
    ['cut off', { headers: headersOf(String(NOW / 1000), 'MEUCIQCtIHJeH93Y') }],
    ['missing', { headers: {} }],
  ])('%s is refused', async (_, change) => {
    await expect(read({ ...signed(delivered), ...change })).rejects.toEqual(wrong);
  });

  test('cannot be given a later time', async () => {
    const { headers, rawBody } = signed(delivered, NOW - 48 * HOUR);
    const later = { ...headers, 'x-twilio-email-event-webhook-timestamp': String(NOW / 1000) };
    await expect(read({ headers: later, rawBody })).rejects.toEqual(wrong);
  });

  test('is taken as long as SendGrid tries, and no longer', async () => {
    expect(await eventsOf(read(signed(delivered, NOW - 24 * HOUR)))).toHaveLength(1);
    await expect(read(signed(delivered, NOW - 24 * HOUR - 6 * MINUTE))).rejects.toEqual(
      refusal('WEBHOOK_STALE', /too long ago/),
    );
    await expect(read(signed(delivered, NOW + 6 * MINUTE))).rejects.toEqual(
      refusal('WEBHOOK_STALE', /in the future: set the clock/),
    );
  });
});
