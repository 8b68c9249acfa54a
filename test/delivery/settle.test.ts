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

  test('unknown goes again; unavailable does not count as an attempt', () => {
    expect(settle({ type: 'unknown', reason: 'lost' }, 1, NOW)).toMatchObject({
      status: 'pending',
      attempts: 1,
    });
    const error = relayError({ message: 'x', code: 'ECONNREFUSED' }, 'relay:25');
    expect(settle({ type: 'unavailable', error }, 1, NOW)).toMatchObject({
      status: 'pending',
      attempts: 0,
      dueAt: NOW,
    });
  });
});

describe("nodemailer's failures", () => {
  test.each([
    [
      'a mailbox that does not exist',
      { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' },
      'refused',
    ],
    ['a full mailbox', { code: 'EENVELOPE', responseCode: 452, command: 'RCPT TO' }, 'deferred'],
    ['content refused after the data', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
    [
      'a refused sender is held against no recipient',
      { code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM' },
      'failed',
    ],
    ['a relay that shuts down', { code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }, 'unavailable'],
    ['a login refused', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'unavailable'],
    ['no connection', { code: 'ECONNREFUSED', command: 'CONN' }, 'unavailable'],
    ['no TLS', { code: 'ETLS' }, 'unavailable'],
    ['a connection lost after the data', { code: 'ECONNECTION', command: 'DATA' }, 'unknown'],
    ['silence after the data', { code: 'ETIMEDOUT', command: 'DATA' }, 'unknown'],
  ])('%s', (_, failure, type) => {
    expect(outcomeOf({ message: 'it failed', ...failure }, 'relay:25').type).toBe(type);
  });
});
