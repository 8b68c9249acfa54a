import { createHash, timingSafeEqual } from 'node:crypto';
import { MailtargetError } from '../../model';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What clocks may be apart, and what a delivery may take. */
const TOLERANCE = 5 * MINUTE;

/** Takes the same time wherever they differ. */
export const isSame = (given: string | Buffer, expected: string | Buffer): boolean =>
  timingSafeEqual(digest(given), digest(expected));

/** Of equal length, as timingSafeEqual wants them. */
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest();

/** @param advice what to look at */
export const notSigned = (advice: string) =>
  new MailtargetError('WEBHOOK_SIGNATURE_INVALID', `The signature of the webhook does not hold. ${advice}`);

/**
 * @param signedAt milliseconds since the epoch
 * @param triedFor how long, in hours, the provider goes on to try with what it signed once. What is repeated within that time has the
 *   same id, and is dropped by it.
 * @throws MailtargetError WEBHOOK_STALE
 */
export function checkFresh(signedAt: number, now: number, triedFor = 0): void {
  const age = now - signedAt;
  if (age >= -TOLERANCE && age <= triedFor * HOUR + TOLERANCE) return;
  throw new MailtargetError(
    'WEBHOOK_STALE',
    age > 0
      ? 'The webhook was signed too long ago to be taken. If it was sent just now, set the clock of this machine.'
      : 'The webhook was signed in the future: set the clock of this machine.',
  );
}

/** Unix time as it stands in headers. NaN for anything else. */
export const secondsOf = (text: string): number => (/^\d{1,12}$/.test(text) ? Number(text) * 1000 : NaN);
