import { type Clock, MailtargetError, sleepUntil } from '../../../model';
import { addressesOf, type Reach } from './addressesOf';

const PATIENCE_MS = 5_000;

/**
 * Says at once what would be refused later. A name that is not known, or not in time, may be so one day: it is looked up with each attempt.
 * @throws MailtargetError WEBHOOK_ADDRESS_REFUSED
 */
export async function refuseAddress(url: string, reach: Reach, clock: Clock): Promise<void> {
  const known = new AbortController();
  const tooLong = sleepUntil(clock, clock.now() + PATIENCE_MS, known.signal);
  try {
    await Promise.race([addressesOf(new URL(url), reach), tooLong]);
  } catch (error) {
    if (error instanceof MailtargetError) throw error;
  } finally {
    known.abort();
  }
}
