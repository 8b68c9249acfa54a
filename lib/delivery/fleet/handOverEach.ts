import type { Clock, TestResult, TransportType } from '../../model';
import { isStop, type Outcome, type Stop } from '../outcome';
import type { OutgoingMessage } from '../transport';
import type { Fleet } from './fleet';

/**
 * Hands over one message for each of these addresses: outside all counts, but at the pace of its transport.
 * @param sender an address
 * @returns what became of each; those that the transport takes no more are rejected with its reason
 * @throws MailtargetError what keeps every transport from taking even the first: TRANSPORT_MISSING, TRANSPORT_UNFIT, RELAY_UNREACHABLE,
 *         RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED, RELAY_REFUSES_SENDER; ENGINE_STOPPED when the engine closes before it
 */
export function handOverEach(
  fleet: Fleet,
  clock: Clock,
  sender: string,
  to: readonly string[],
  compose: (email: string, now: number, type: TransportType) => OutgoingMessage | Promise<OutgoingMessage>,
): Promise<TestResult> {
  const addresses = [...new Set(to)];
  return fleet.lend(sender, async (loan) => {
    const result: TestResult = { accepted: [], rejected: [] };
    for (const [index, email] of addresses.entries()) {
      const outcome = await loan.handOver((type) => compose(email, clock.now(), type));
      if (isStop(outcome)) {
        if (index === 0) throw outcome.error;
        const reason = outcome.error.message;
        result.rejected.push(...addresses.slice(index).map((rest) => ({ email: rest, reason })));
        break;
      }
      if (outcome.type === 'accepted') result.accepted.push(email);
      else result.rejected.push({ email, reason: whyNot(outcome) });
    }
    return result;
  });
}

/** What keeps one message from being taken. */
export const whyNot = (outcome: Exclude<Outcome, { type: 'returned' | 'accepted' } | Stop>): string =>
  'reply' in outcome ? outcome.reply.text : outcome.reason;
