import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { mailtarget } from '../../../lib/events/providers/mailtarget';
import { type ProviderSecretInput, providerSecretSchema, type SecretOf } from '../../../lib/model';
import { basic, event, eventsOf, fetchNothing, MINUTE, NOW, refusal, webhook } from './webhooks';

type Authentication = Extract<ProviderSecretInput, { provider: 'mailtarget' }>['authentication'];
const secretOf = (authentication: Authentication) =>
  providerSecretSchema.parse({ provider: 'mailtarget', authentication }) as SecretOf<'mailtarget'>;

const LOGIN = { scheme: 'basic', user: 'mailtarget', password: 'secret' } as const;
const read = (
  body: unknown,
  headers: Record<string, string> = basic('mailtarget', 'secret'),
  authentication: Authentication = LOGIN,
) => mailtarget.read(webhook(body, headers), secretOf(authentication), NOW, fetchNothing);

const one = {
  transmissionId: 'abc123',
  messageId: '<mailtarget-internal-message-id>',
  event: 'delivery',
  timestamp: '2026-05-08T03:14:15Z',
  recipient: 'User@Example.com',
  campaignId: null,
  metadata: { messageId: '<1.2.store@news.example>' },
  raw: {},
};
const told = {
  recipient: 'user@example.com',
  messageId: '1.2.store@news.example',
  at: Date.parse('2026-05-08T03:14:15Z'),
};
/** As the older form's documentation shows it. */
const item = {
  status: 'injection',
  eventId: '92356927693813856',
  messageId: '000443ee14578172be22',
  subject: 'Holiday deals are here!',
  sender: 'sender@example.com',
  sendingIp: '18.236.253.72',
  recipient: 'recipient@example.com',
  recipientMeta: '{"messageId":"<1.2.store@news.example>"}',
  mailboxProvider: 'Gsuite',
};
const batch = (...events: unknown[]) => ({ batchId: '645c2177e3b86a0001887bc6', retryCount: 0, events });
const toldInBatch = { ...told, recipient: 'recipient@example.com', at: NOW };

describe('an event of Mailtarget', () => {
  test.each([
    ['delivery', {}, {}],
    [
      'bounce',
      { reason: '550 5.1.1 No such user' },
      { bounceType: 'hard', reason: '550 5.1.1 No such user' },
    ],
    ['bounce', {}, { bounceType: 'hard' }],
    ['bounce', { rawReason: '550 5.7.1 Spam' }, { bounceType: 'block', reason: '550 5.7.1 Spam' }],
    ['soft_bounce', { reason: 'Mailbox full' }, { bounceType: 'soft', reason: 'Mailbox full' }],
    ['out_of_band', { reason: '5.1.1 unknown' }, { bounceType: 'hard', reason: '5.1.1 unknown' }],
    ['out_of_band', {}, {}],
    [
      'open',
      { userAgent: 'Thunderbird', ipAddress: '192.0.2.1' },
      { userAgent: 'Thunderbird', ip: '192.0.2.1' },
    ],
    [
      'click',
      { target_link_url: 'https://example.com/', user_agent: 'Firefox' },
      { url: 'https://example.com/', userAgent: 'Firefox' },
    ],
    ['complaint', {}, {}],
    ['unsubscribe', {}, {}],
  ] as const)('%s %j', async (type, raw, expected) => {
    const events = await eventsOf(read({ ...one, event: type, raw }));
    expect(events).toEqual([event({ ...told, type, ...expected })]);
  });

  test.each(['injection', 'delay', 'levitation', 'toString'])('%s is none of ours', async (name) => {
    expect(await eventsOf(read({ ...one, event: name }))).toEqual([]);
  });
});

describe('a batch', () => {
  test.each([
    ['delivery', {}, { type: 'delivery' }],
    [
      'bounce',
      { reason: '550 5.1.1 No such user' },
      { type: 'bounce', bounceType: 'hard', reason: '550 5.1.1 No such user' },
    ],
    [
      'bounce',
      { reason: '452 4.2.2 Over quota' },
      { type: 'soft_bounce', bounceType: 'soft', reason: '452 4.2.2 Over quota' },
    ],
    ['open', { ipAddress: '192.0.2.1' }, { type: 'open', ip: '192.0.2.1' }],
    ['click', { targetLinkUrl: 'https://example.com/' }, { type: 'click', url: 'https://example.com/' }],
  ] as const)('with %s %j', async (status, fields, expected) => {
    const events = await eventsOf(read(batch({ ...item, status, ...fields })));
    expect(events).toEqual([event({ ...toldInBatch, ...expected })]);
  });

  test('holds events, and what is none of ours', async () => {
    const opened = { ...item, eventId: 7, status: 'open', recipientMeta: 'no JSON' };
    const events = await eventsOf(
      read(batch(item, { ...item, status: 'delay' }, null, 'open', opened, { status: ['open'] })),
    );
    expect(events).toEqual([event({ ...toldInBatch, type: 'open', messageId: null })]);
  });

  test('of more than anybody sends is refused', async () => {
    await expect(read(batch(...Array<null>(10_001).fill(null)))).rejects.toEqual(
      refusal('INVALID_INPUT', /more than 10000 events/),
    );
  });

  test('may hold none', async () => {
    expect(await eventsOf(read(batch()))).toEqual([]);
  });
});

test('a repeat has the same id, by its number or else by what it tells', async () => {
  const idOf = async (body: unknown) => (await eventsOf(read(body)))[0]!.id;
  const first = await idOf(one);
  expect(await idOf({ ...one, raw: { attempt: 2 } })).toBe(first);
  for (const change of [{ recipient: 'ben@example.com' }, { transmissionId: 'abc124' }, { event: 'open' }]) {
    expect(await idOf({ ...one, ...change })).not.toBe(first);
  }
  const numbered = await idOf(batch({ ...item, status: 'open' }));
  expect(await idOf(batch({ ...item, status: 'open', subject: 'Again' }))).toBe(numbered);
  expect(await idOf(batch({ ...item, status: 'open', eventId: '8' }))).not.toBe(numbered);
});

test('what is in neither form is refused', async () => {
  for (const body of [{}, [], null, 'open', { status: 'open' }, { events: 'open' }]) {
    await expect(read(body)).rejects.toEqual(refusal('INVALID_INPUT', /no webhook of Mailtarget/));
  }
});

const text = JSON.stringify(one);
const checkSecret = refusal('WEBHOOK_SIGNATURE_INVALID', /Check the secret of the webhook/);

describe('Standard Webhooks', () => {
  const standard = { scheme: 'standard', secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' } as const;
  const headersOf = (signature: string, at = NOW) => ({
    'webhook-id': 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    'webhook-timestamp': String(at / 1000),
    'webhook-signature': signature,
  });
  const signatureAt = (at = NOW, secret: string = standard.secret) =>
    new Webhook(secret).sign('msg_27UH4WbU6Z5A5EzD8u03UvzRbpk', new Date(at), text);
  const readStandard = (headers: Record<string, string>, body = text) => read(body, headers, standard);

  test('a signature is taken, also beside those of other keys and versions', async () => {
    const other = signatureAt(NOW, 'whsec_c2VjcmV0');
    const signature = `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== ${other} ${signatureAt()}`;
    expect(await eventsOf(readStandard(headersOf(signature)))).toHaveLength(1);
  });

  test.each([
    ['of another key', headersOf(signatureAt(NOW, 'whsec_c2VjcmV0'))],
    ['cut off', headersOf(signatureAt().slice(0, -2))],
    ['of another id', { ...headersOf(signatureAt()), 'webhook-id': 'msg_2' }],
    ['of another time', headersOf(signatureAt(NOW - MINUTE))],
    ['that is empty', headersOf('')],
  ])('a signature %s is refused', async (_, headers) => {
    await expect(readStandard(headers)).rejects.toEqual(checkSecret);
  });

  test('a signature of another body is refused', async () => {
    await expect(readStandard(headersOf(signatureAt()), text.replace('delivery', 'open'))).rejects.toEqual(
      checkSecret,
    );
  });

  test.each([{}, { ...headersOf(signatureAt()), 'webhook-timestamp': '1e9' }])(
    'without its headers it is refused',
    async (headers: Record<string, string>) => {
      await expect(readStandard(headers)).rejects.toEqual(
        refusal('WEBHOOK_SIGNATURE_INVALID', /lacks the headers of Standard Webhooks/),
      );
    },
  );

  test('a signature is good for five minutes', async () => {
    const near = NOW - 5 * MINUTE;
    expect(await eventsOf(readStandard(headersOf(signatureAt(near), near)))).toHaveLength(1);
    for (const at of [near - 1000, NOW + 6 * MINUTE]) {
      await expect(readStandard(headersOf(signatureAt(at), at))).rejects.toEqual(
        refusal('WEBHOOK_STALE', /clock/),
      );
    }
  });
});

describe('a header with', () => {
  const SECRET = 'of the webhook';
  const digest = (algorithm: string, encoding: 'hex' | 'base64') =>
    createHmac(algorithm, SECRET).update(text).digest(encoding);
  const inHeader = (comparison: 'plain' | 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512') =>
    ({ scheme: 'header', header: 'X-Mailtarget-Signature', comparison, secret: SECRET }) as const;
  const readHeader = (given: string, comparison: Parameters<typeof inHeader>[0], body = text) =>
    read(body, { 'x-mailtarget-signature': given }, inHeader(comparison));

  test.each([
    ['a signature in hex', digest('sha256', 'hex'), 'hmac-sha256'],
    ['a signature in capital hex', digest('sha256', 'hex').toUpperCase(), 'hmac-sha256'],
    ['a signature in base64', digest('sha256', 'base64'), 'hmac-sha256'],
    ['a signature that names its algorithm', `sha256=${digest('sha256', 'hex')}`, 'hmac-sha256'],
    ['a signature of SHA-1', digest('sha1', 'hex'), 'hmac-sha1'],
    ['a signature of SHA-512', digest('sha512', 'base64'), 'hmac-sha512'],
    ['the secret itself', SECRET, 'plain'],
  ] as const)('%s is taken', async (_, given, comparison) => {
    expect(await eventsOf(readHeader(given, comparison))).toHaveLength(1);
  });

  test.each([
    ['nothing', '', 'hmac-sha256'],
    ['a signature that is cut off', digest('sha256', 'hex').slice(0, 32), 'hmac-sha256'],
    ['a signature of another algorithm', digest('sha1', 'hex'), 'hmac-sha256'],
    ['the secret where a signature belongs', SECRET, 'hmac-sha256'],
    ['another secret', 'of another', 'plain'],
  ] as const)('%s is refused', async (_, given, comparison) => {
    await expect(readHeader(given, comparison)).rejects.toEqual(
      refusal('WEBHOOK_SIGNATURE_INVALID', /in the header x-mailtarget-signature\. Check the secret/),
    );
  });

  test('a signature of another body is refused', async () => {
    await expect(
      readHeader(digest('sha256', 'hex'), 'hmac-sha256', text.replace('delivery', 'open')),
    ).rejects.toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' });
  });
});

test('another password is refused', async () => {
  await expect(read(one, basic('mailtarget', 'another'))).rejects.toMatchObject({
    code: 'WEBHOOK_SIGNATURE_INVALID',
  });
});
