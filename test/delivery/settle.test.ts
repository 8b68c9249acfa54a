import type { Outcome } from '../../lib/delivery/outcome';
import { settle } from '../../lib/delivery/settle';
import { MailtargetError } from '../../lib/model';

const MINUTE = 60_000;
const NOW = 1_000_000;
const retries = { maxAttempts: 5, firstAfterSeconds: 60, longestAfterSeconds: 300 };
const reply = (text: string) => ({
  code: Number(text.slice(0, 3)),
  enhanced: /^\d+ (\d\.\d\.\d+)/.exec(text)?.[1] ?? null,
  text,
});

/** Without jitter. */
const settled = (outcome: Outcome, count = 1, jitter = 0.5, unanswered = 0) =>
  settle(outcome, { domain: 'example.com', attempts: { count, unanswered }, now: NOW }, retries, jitter);
const deferred = { type: 'deferred', reply: reply('451 4.3.0 not now') } as const;

test('accepted is sent, failed is failed, and neither goes again', () => {
  expect(settled({ type: 'accepted', reply: reply('250 2.0.0 OK') })).toEqual({
    status: 'sent',
    reason: '250 2.0.0 OK',
    bounceType: null,
    event: null,
    attempts: { count: 1, unanswered: 0 },
    dueAt: 0,
  });
  expect(settled({ type: 'failed', reason: 'no' })).toMatchObject({
    status: 'failed',
    reason: 'no',
    dueAt: 0,
  });
});

test.each([
  ['550 5.1.1 no such user', 'hard'],
  ['554 5.7.1 we do not like you', 'block'],
])('refused is bounced: %s is %s', (text, bounceType) => {
  const outcome = { type: 'refused', reply: reply(text) } as const;
  expect(settled(outcome)).toMatchObject({ status: 'bounced', bounceType, event: 'bounce', dueAt: 0 });
});

test('deferred waits twice as long each time, not too long, and is a soft bounce in the end', () => {
  const waits = [1, 2, 3, 4].map((attempts) => settled(deferred, attempts).dueAt - NOW);
  expect(waits).toEqual([1, 2, 4, 5].map((minutes) => minutes * MINUTE));
  expect(settled(deferred, 5)).toMatchObject({
    status: 'bounced',
    bounceType: 'soft',
    event: 'soft_bounce',
    reason: '451 4.3.0 not now',
  });
});

test('many that are deferred together do not come back together', () => {
  const waits = [0, 0.5, 1].map((jitter) => settled(deferred, 1, jitter).dueAt - NOW);
  expect(waits).toEqual([0.75, 1, 1.25].map((minutes) => minutes * MINUTE));
});

test('unknown goes again once, however often the message was deferred', () => {
  const unknown = { type: 'unknown', reason: 'lost' } as const;
  for (const count of [1, 3]) {
    const attempts = { count, unanswered: 1 };
    expect(settled(unknown, count)).toMatchObject({ status: 'pending', attempts, dueAt: NOW + MINUTE });
    expect(settled(unknown, count + 1, 0.5, 1)).toMatchObject({ status: 'failed', reason: 'lost' });
  }
  const between = settled(deferred, 2, 0.5, 1);
  expect(between).toMatchObject({ status: 'pending', attempts: { count: 2, unanswered: 1 } });
});

test.each<Outcome>([
  { type: 'unavailable', error: new MailtargetError('RELAY_UNREACHABLE', 'gone') },
  { type: 'held', error: new MailtargetError('RELAY_REFUSES_SENDER', 'no') },
  { type: 'returned' },
])('$type is no attempt', (outcome) => {
  expect(settled(outcome)).toMatchObject({
    status: 'pending',
    attempts: { count: 0, unanswered: 0 },
    dueAt: NOW,
    reason: null,
  });
});
