import { type Clock, domainOf, MailtargetError, type TestResult } from '../model';
import { carryOne } from './carryOne';
import { isStop, type Outcome, type Stop } from './outcome';
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
  compose: (email: string, now: number) => OutgoingMessage | Promise<OutgoingMessage>,
): Promise<TestResult> {
  const addresses = [...new Set(to)];
  return relay.lend(async (loan) => {
    const result: TestResult = { accepted: [], rejected: [] };
    for (const [index, email] of addresses.entries()) {
      const outcome = await handOver(loan, await compose(email, clock.now()));
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

/** Hands over one message once it is its turn. */
export async function handOver(
  { transport, pace, signal }: Loan,
  message: OutgoingMessage,
): Promise<Exclude<Outcome, { type: 'returned' }>> {
  const group = pace.groupOf(domainOf(message.envelope.to));
  const isMyTurn = async () => (await pace.turn(group, signal)) !== undefined;
  const outcome = await carryOne(transport, message, isMyTurn);
  if (outcome.type !== 'returned') return outcome;
  const error = signal.aborted
    ? new MailtargetError('ENGINE_STOPPED', 'The engine was closed before this was sent.')
    : new MailtargetError('RELAY_UNREACHABLE', 'The SMTP relay broke the connection off. Try again.');
  return { type: 'unavailable', error };
}

/** What keeps one message from being taken. */
export const whyNot = (outcome: Exclude<Outcome, { type: 'returned' | 'accepted' } | Stop>): string =>
  'reply' in outcome ? outcome.reply.text : outcome.reason;
