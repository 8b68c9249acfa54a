import { providerOf } from '../../../lib/events/providers';
import { PROVIDERS, providerSecretSchema, type ProviderSecretInput } from '../../../lib/model';
import { basic, event, eventsOf, fetchNothing, NOW, webhook } from './webhooks';

const LOGIN = { user: 'user', password: 'password' };
const SECRETS: readonly ProviderSecretInput[] = [
  { provider: 'amazonSes', topicArns: ['arn:aws:sns:us-east-1:123456789012:ses-events'] },
  {
    provider: 'sendgrid',
    publicKey:
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==',
  },
  { provider: 'mailgun', signingKey: 'key' },
  { provider: 'postmark', ...LOGIN },
  { provider: 'mailtarget', authentication: { scheme: 'basic', ...LOGIN } },
];
const read = (given: ProviderSecretInput, body: string, headers: Record<string, string> = {}) => {
  const secret = providerSecretSchema.parse(given);
  return providerOf(secret.provider).read(webhook(body, headers), secret, NOW, fetchNothing);
};

test('each provider is found by its name', () => {
  expect(PROVIDERS.map((name) => providerOf(name).name)).toEqual(PROVIDERS);
  expect(SECRETS.map(({ provider }) => provider)).toEqual(PROVIDERS);
});

describe.each(SECRETS)('$provider', (secret) => {
  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['half of it', '{"Type":"Notification","event":'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['arrays in arrays', '['.repeat(4_000_000)],
    ['objects in objects', '{"a":'.repeat(900_000)],
    ['bytes that are no text', '\xff\xfe'],
  ])('refuses %s', async (_, body) => {
    await expect(read(secret, body, basic('user', 'password'))).rejects.toMatchObject({
      code: expect.stringMatching(/^(INVALID_INPUT|WEBHOOK_SIGNATURE_INVALID)$/),
    });
  });

  test('refuses more than 5 MB', async () => {
    await expect(read(secret, ' '.repeat(5_000_001), basic('user', 'password'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The webhook is larger than 5 MB.',
    });
  });
});

describe('what strangers write', () => {
  const eventFrom = async (fields: object) => {
    const body = JSON.stringify({ event: 'click', recipient: 'ana@example.com', ...fields });
    const [read1] = await eventsOf(read(SECRETS[4]!, body, basic('user', 'password')));
    return read1!;
  };

  test('is shown on one line, without control characters, and not at any length', async () => {
    const raw = { userAgent: `Evil\r\n\0\u0085${'x'.repeat(1_000_000)}\ud800` };
    const { userAgent } = await eventFrom({ raw });
    expect(userAgent).toMatch(/^Evil x+$/);
    expect(userAgent).toHaveLength(500);
  });

  test('holds no half of a character', async () => {
    const { userAgent } = await eventFrom({ raw: { userAgent: '\ud800' } });
    expect(userAgent).toBe('\ufffd');
  });

  test.each([
    ['an address that is none', { recipient: 'ana at example.com' }, { recipient: null }],
    ['an address of any length', { recipient: `${'<'.repeat(1_000_000)}@example.com` }, { recipient: null }],
    ['an address with its name', { recipient: 'Ana <ANA@example.com>' }, { recipient: 'ana@example.com' }],
    ['an address of a report', { recipient: 'rfc822;ana@example.com' }, { recipient: 'ana@example.com' }],
    ['a URL that does something', { raw: { url: 'javascript:alert(1)' } }, { url: null }],
    ['a URL with a line break', { raw: { url: 'https://example.com/\r\nSet-Cookie: a=b' } }, { url: null }],
    ['a URL of any length', { raw: { url: `https://example.com/${'a'.repeat(8000)}` } }, { url: null }],
    ['an IP address that is none', { raw: { ip: '888.222.444.111' } }, { ip: null }],
    ['an address of IPv6', { raw: { ip: '2001:db8::1' } }, { ip: '2001:db8::1' }],
    ['a Message-ID with a line break', { metadata: { messageId: '<a@b>\r\n<c@d>' } }, { messageId: null }],
    ['a Message-ID that is no text', { metadata: { messageId: { a: 1 } } }, { messageId: null }],
    ['another prototype', { metadata: { ['__proto__']: { messageId: 'a@b' } } }, { messageId: null }],
  ])('%s', async (_, fields, expected) => {
    expect(await eventFrom(fields)).toEqual(
      event({ type: 'click', recipient: 'ana@example.com', ...expected }),
    );
  });
});
