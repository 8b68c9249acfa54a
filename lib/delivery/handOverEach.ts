import { type Clock, MailtargetError, type TestResult } from '../model';
import { isStop, type Outcome } from './outcome';
import type { Loan, Relay } from './relay';
import type { OutgoingMessage } from './transport';

/**
 * Hands over one message for each of these addresses: outside all counts, but at the relay's pace.
 * @returns what became of each; those that the relay takes no more are rejected with its reason
 * @throws MailtargetError what keeps the relay from taking even the first: TRANSPORT_MISSING, RELAY_UNREACHABLE,
 *         RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED, RELAY_REFUSES_SENDER; ENGINE_STOPPED when the engine closes before it
 */
export function handOverEach(
  relay: Relay,
  clock: Clock,
  to: readonly string[],
  compose: (email: string, now: number) => OutgoingMessage,
): Promise<TestResult> {
  const addresses = [...new Set(to)];
  return relay.lend(async (loan) => {
    const result: TestResult = { accepted: [], rejected: [] };
    for (const [index, email] of addresses.entries()) {
      const outcome = await handOver(loan, compose(email, clock.now()));
      if (isStop(outcome)) {
        if (index === 0) throw outcome.error;
        const reason = outcome.error.message;
        result.rejected.push(...addresses.slice(index).map((rest) => ({ email: rest, reason })));
        break;
      }
      if (outcome.type === 'accepted') result.accepted.push(email);
      else result.rejected.push({ email, reason: 'reply' in outcome ? outcome.reply : outcome.reason });
    }
    return result;
  });
}

/** Hands over one message once it is its turn. */
export async function handOver(
  { transport, pace, signal }: Loan,
  message: OutgoingMessage,
): Promise<Outcome> {
  if ((await pace.slot(signal)) !== undefined) return transport.send(message);
  const error = new MailtargetError('ENGINE_STOPPED', 'The engine was closed before this was sent.');
  return { type: 'unavailable', error };
}
