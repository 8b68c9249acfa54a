import type { Outcome } from '../outcome';
import type { MessageTransport, OutgoingMessage } from '../transport';

/** Hands over one message; `turn` is asked as in a feed. */
export async function carryOne(
  transport: MessageTransport,
  message: OutgoingMessage,
  turn: () => boolean | Promise<boolean> = () => true,
): Promise<Outcome> {
  let toTake: OutgoingMessage | undefined = message;
  let outcome: Outcome = { type: 'returned' };
  await transport.carry({
    take() {
      const taken = toTake;
      toTake = undefined;
      return taken;
    },
    wait: () => Promise.resolve(false),
    turn,
    settle(_, settled) {
      outcome = settled;
    },
  });
  return outcome;
}
