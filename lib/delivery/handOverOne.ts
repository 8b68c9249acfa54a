import { MailtargetError } from '../model';
import { handOver, whyNot } from './handOverEach';
import { isStop } from './outcome';
import type { Relay } from './relay';
import type { OutgoingMessage } from './transport';

/**
 * Hands over one message that belongs to no campaign, at the relay's pace.
 * @throws MailtargetError unless the relay took it: CONTACT_BOUNCED where it refuses the address for good, RELAY_UNREACHABLE where
 *         it may take the message another time, and as `handOverEach` does
 */
export function handOverOne(relay: Relay, message: OutgoingMessage): Promise<void> {
  return relay.lend(async (loan) => {
    const outcome = await handOver(loan, message);
    if (outcome.type === 'accepted') return;
    if (isStop(outcome)) throw outcome.error;
    const { to } = message.envelope;
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
