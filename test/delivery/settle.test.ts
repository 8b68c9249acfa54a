import { settle } from '../../lib/delivery/outcome';
import { outcomeOf, relayError } from '../../lib/delivery/smtp/smtpErrors';

const MINUTE = 60_000;
const NOW = 1_000_000;

describe('an outcome settles its delivery', () => {
  test('accepted is sent, refused is bounced, failed is failed', () => {
    expect(settle({ type: 'accepted', reply: '250 OK' }, 1, NOW)).toEqual({
      status: 'sent',
      reason: '250 OK',
      attempts: 1,
    });
    expect(settle({ type: 'refused', reply: '550 no' }, 1, NOW)).toMatchObject({ status: 'bounced' });
    expect(settle({ type: 'failed', reason: 'no' }, 1, NOW)).toMatchObject({ status: 'failed' });
  });

  test('deferred waits longer each time and bounces in the end', () => {
    const waits = [1, 2, 3, 4].map(
      (attempts) => settle({ type: 'deferred', reply: '451' }, attempts, NOW).dueAt! - NOW,
    );
    expect(waits).toEqual([1, 5, 15, 60].map((minutes) => minutes * MINUTE));
    expect(settle({ type: 'deferred', reply: '451' }, 5, NOW)).toMatchObject({
      status: 'bounced',
      reason: '451',
    });
  });

  test('unknown goes again once; unavailable does not count as an attempt', () => {
    expect(settle({ type: 'unknown', reason: 'lost' }, 1, NOW)).toMatchObject({
      status: 'pending',
      attempts: 1,
    });
    expect(settle({ type: 'unknown', reason: 'lost' }, 2, NOW)).toMatchObject({ status: 'failed' });
    const error = relayError({ message: 'x', code: 'ECONNREFUSED' }, 'relay:25');
    expect(settle({ type: 'unavailable', error }, 1, NOW)).toMatchObject({
      status: 'pending',
      attempts: 0,
      dueAt: NOW,
    });
  });
});

describe("nodemailer's failures", () => {
  const BEGUN = true;
  test.each([
    ['a mailbox that does not exist', { responseCode: 550, command: 'RCPT TO' }, !BEGUN, 'refused'],
    ['a full mailbox', { responseCode: 452, command: 'RCPT TO' }, !BEGUN, 'deferred'],
    ['content refused after the data', { responseCode: 554, command: 'DATA' }, BEGUN, 'refused'],
    [
      'a refused sender, held against no recipient',
      { responseCode: 553, command: 'MAIL FROM' },
      !BEGUN,
      'held',
    ],
    [
      'a limit of ours, held against no recipient',
      { responseCode: 451, command: 'MAIL FROM' },
      !BEGUN,
      'held',
    ],
    ['a relay that shuts down', { responseCode: 421, command: 'MAIL FROM' }, !BEGUN, 'unavailable'],
    ['a 421 about one recipient', { responseCode: 421, command: 'RCPT TO' }, !BEGUN, 'deferred'],
    ['a message too large', { responseCode: 552, command: 'MAIL FROM' }, !BEGUN, 'failed'],
    ['a login refused', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, !BEGUN, 'unavailable'],
    ['no connection', { code: 'ECONNREFUSED', command: 'CONN' }, !BEGUN, 'unavailable'],
    ['no TLS', { code: 'ETLS' }, !BEGUN, 'unavailable'],
    ['an address that cannot be written', { code: 'EENVELOPE' }, !BEGUN, 'failed'],
    ['a connection lost before the message', { code: 'ECONNECTION', command: 'CONN' }, !BEGUN, 'unavailable'],
    ['a connection lost on the way', { code: 'ECONNECTION', command: 'CONN' }, BEGUN, 'unknown'],
    ['silence after the message', { code: 'ETIMEDOUT', command: 'CONN' }, BEGUN, 'unknown'],
  ])('%s', (_, failure, begun, type) => {
    expect(outcomeOf({ message: 'it failed', ...failure }, 'relay:25', begun).type).toBe(type);
  });
});
