import { isTemporary, permanentType, typeByStatus } from '../../../lib/events/providers/bounceTypes';

test.each([
  ['smtp; 550 5.1.1 user unknown', 'hard', 'hard', false],
  ['550 No such user', 'hard', 'soft', false],
  ['550 5.2.1 The account is disabled', 'hard', 'soft', false],
  ['550-5.7.26 Unauthenticated email from example.com', 'block', 'block', false],
  ['554 Your host [10.5.7.1] is listed', 'hard', 'soft', false],
  ['554 Your host 192.5.7.1.2 is listed', 'hard', 'soft', false],
  ['450 4.1.1 Try again', 'hard', 'soft', true],
  ['smtp; 452 Try again', 'hard', 'soft', true],
  ['4520 messages', 'hard', 'soft', false],
  ['', 'hard', 'soft', false],
] as const)(
  '%j is %s where it is called permanent, otherwise %s; temporary: %s',
  (text, permanent, other, temporary) => {
    expect(permanentType(text)).toBe(permanent);
    expect(typeByStatus(text)).toBe(other);
    expect(isTemporary(text)).toBe(temporary);
  },
);
