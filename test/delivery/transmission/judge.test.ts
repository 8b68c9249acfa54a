import { classify } from '../../../lib/events/replies';
import { readAnswer } from '../../../lib/delivery/transmission/answer';
import { judge } from '../../../lib/delivery/transmission/judge';

const KEY = 'mt_secret';
const api = "Mailtarget's Transmission API at api.example";

interface Said {
  body?: string | object;
  headers?: Record<string, string>;
  wasGood?: boolean;
}
const judged = (status: number, { body = '', headers = {}, wasGood = true }: Said = {}) => {
  const written = typeof body === 'string' ? body : JSON.stringify(body);
  return judge(readAnswer({ status, headers, body: written }, KEY), { api, wasGood });
};
const error = (code: string, message: string) => ({ body: { error: code, message } });

describe('an answer about one message', () => {
  test.each([200, 201, 202])('%i: it is accepted', (status) => {
    expect(judged(status, { body: { transmissionId: 't-1' } })).toEqual({
      type: 'accepted',
      reply: { code: status, enhanced: null, text: `${status} transmissionId t-1` },
    });
  });

  test.each([
    ['around the data', { data: { transmissionId: 't-1' } }, '200 transmissionId t-1'],
    ['no JSON', '<html>\nOK</html>', '200 <html> OK</html>'],
    ['JSON of another kind', [1], '200 [1]'],
    ['null', 'null', '200 null'],
    ['a transmissionId that is no text', { transmissionId: { a: 1 } }, '200 {"transmissionId":{"a":1}}'],
    ['nothing', '', '200'],
  ])('200 with %s: it is accepted', (_, body, text) => {
    expect(judged(200, { body })).toMatchObject({ type: 'accepted', reply: { text } });
  });

  test.each([
    [400, error('BAD_REQUEST', 'to is not an address'), '400 BAD_REQUEST to is not an address'],
    [413, { body: 'Request Entity Too Large' }, '413 Request Entity Too Large'],
  ])('%i: it failed, in the words of the API', (status, said, reason) => {
    expect(judged(status, said)).toEqual({ type: 'failed', reason });
  });

  test.each([
    [422, error('RECIPIENT_SUPPRESSED', 'The recipient is on the suppression list.')],
    [422, error('RECIPIENT_SUPPRESSED', 'ana@not-verified.domain.example is suppressed')],
    [422, error('INVALID_RECIPIENT', "The recipient's domain is not verified")],
    [422, error('UNPROCESSABLE', 'mailbox not found, user unknown')],
    [409, error('CONFLICT', 'again')],
    [415, { body: '' }],
    [431, { body: '' }],
  ])('%i %j: it is refused, which says nothing about the address', (status, said) => {
    const outcome = judged(status, said);
    expect(outcome).toMatchObject({ type: 'refused', reply: { text: expect.stringMatching(`^${status}`) } });
    if (outcome.type !== 'refused') return;
    expect(classify(outcome.reply, 'example.com')).toEqual({
      bounceType: 'block',
      category: 'policy',
      slowsDown: false,
    });
  });

  test.each([
    error('SENDING_DOMAIN_NOT_VERIFIED', 'Nothing can be sent.'),
    error('UNPROCESSABLE', 'The sending domain example.com is not verified.'),
    error('UNPROCESSABLE', 'sender has not yet been verified'),
    error('UNVERIFIED', 'from: unverified domain'),
  ])('422 %j: it is about the sender, and its campaign waits', (said) => {
    expect(judged(422, said)).toMatchObject({
      type: 'held',
      error: { code: 'RELAY_REFUSES_SENDER', message: expect.stringContaining('Verify the sending domain') },
    });
  });

  test.each([500, 502, 503, 504, 599, 408])('%i after a good one: it is tried again later', (status) => {
    expect(judged(status, error('INTERNAL', 'oh'))).toEqual({
      type: 'deferred',
      reply: { code: status, enhanced: null, text: `${status} INTERNAL oh` },
    });
  });
});

describe('an answer about every message', () => {
  test.each([
    [401, 'RELAY_LOGIN_REFUSED', 'refuses the API key'],
    [403, 'RELAY_LOGIN_REFUSED', 'IP allowlist'],
    [402, 'RELAY_UNREACHABLE', 'this account'],
    [404, 'RELAY_UNREACHABLE', 'not at this URL'],
    [405, 'RELAY_UNREACHABLE', 'not at this URL'],
    [410, 'RELAY_UNREACHABLE', 'not at this URL'],
    [301, 'RELAY_UNREACHABLE', 'not at this URL'],
    [307, 'RELAY_UNREACHABLE', 'not at this URL'],
    [429, 'RELAY_UNREACHABLE', 'more slowly'],
  ])('%i: the transport is out of order', (status, code, sentence) => {
    expect(judged(status, error('WHY', 'because'))).toEqual({
      type: 'unavailable',
      error: expect.objectContaining({ code, message: expect.stringContaining(sentence) as string }) as Error,
    });
    expect(judged(status, error('WHY', 'because'))).toMatchObject({
      error: { message: expect.stringContaining(`${status} WHY because`) },
    });
  });

  test.each([500, 502, 503, 504, 408])('%i after another one: nobody has an attempt used up', (status) => {
    expect(judged(status, { wasGood: false })).toMatchObject({
      type: 'unavailable',
      error: { code: 'RELAY_UNREACHABLE', message: expect.stringContaining('out of order') },
    });
  });

  test.each([429, 503])('%i that says when to come again is believed', (status) => {
    expect(judged(status, { headers: { 'retry-after': '30' } })).toMatchObject({
      type: 'unavailable',
      retryAfter: 30_000,
    });
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['99999999999999', 3_600_000],
  ['Sun, 01 Mar 2026 09:01:30 GMT', 90_000],
  ['Sun, 01 Mar 2026 08:00:00 GMT', 0],
  ['Sun, 01 Mar 2027 09:00:00 GMT', 3_600_000],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
])('Retry-After: %s is %p milliseconds', (after, retryAfter) => {
  const headers = { 'retry-after': after, date: 'Sun, 01 Mar 2026 09:00:00 GMT' };
  expect(readAnswer({ status: 429, headers, body: '' }, KEY).retryAfter).toBe(retryAfter);
});

test('a date in Retry-After says nothing where the server does not say what time it is', () => {
  const headers = { 'retry-after': 'Sun, 01 Mar 2026 09:01:30 GMT' };
  expect(readAnswer({ status: 429, headers, body: '' }, KEY).retryAfter).toBeUndefined();
});

describe('whatever is said is shown', () => {
  test.each([200, 400, 401, 409, 422, 500])('without the key that it repeats (%i)', (status) => {
    for (const body of [error('BAD', `no ${KEY}!`).body, `<p>${KEY}</p>`, { transmissionId: KEY }]) {
      const outcome = judged(status, { body });
      const shown = 'error' in outcome ? outcome.error.message : JSON.stringify(outcome);
      expect(shown).toContain('…');
      expect(shown).not.toContain(KEY);
    }
  });

  test('on one line that ends somewhere', () => {
    const outcome = judged(400, error('BAD', `a\u0000b\r\n${'x'.repeat(10_000)}`));
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/^400 BAD a b x+$/) });
    expect((outcome as { reason: string }).reason).toHaveLength(500);
  });
});
