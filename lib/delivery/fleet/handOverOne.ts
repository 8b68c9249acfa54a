import { MailtargetError } from '../../model';
import { isStop } from '../outcome';
import type { Fleet } from './fleet';
import { whyNot } from './handOverEach';
import type { ComposeFor } from './loan';

/**
 * Hands over one message that belongs to no campaign, at the pace of its transport.
 * @param sender an address
 * @param to the recipient's
 * @throws MailtargetError unless a transport took it: CONTACT_BOUNCED where it refuses the address for good, RELAY_UNREACHABLE where
 *         it may take the message another time, and as `handOverEach` does
 */
export function handOverOne(fleet: Fleet, sender: string, to: string, compose: ComposeFor): Promise<void> {
  return fleet.lend(sender, async (loan) => {
    const outcome = await loan.handOver(compose);
    if (outcome.type === 'accepted') return;
    if (isStop(outcome)) throw outcome.error;
    if (outcome.type === 'refused') {
      throw new MailtargetError(
        'CONTACT_BOUNCED',
        `The relay refuses messages to ${to}: ${outcome.reply.text}. Check the address.`,
      );
    }
    throw new MailtargetError(
      'RELAY_UNREACHABLE',
      `The relay did not take the message to ${to}: ${whyNot(outcome)}. Try again later.`,
    );
  });
}
