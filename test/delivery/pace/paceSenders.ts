import type { Pace } from '../../../lib/delivery/pace';
import {
  sleepUntil,
  type TransportConfig,
  type TransportInput,
  transportInputSchema,
} from '../../../lib/model';
import { ManualClock } from '../../support/manualClock';

/** A clock that knows how many wait for it. */
export class WaitedClock extends ManualClock {
  waiting = 0;

  override at(instant: number, callback: () => void): () => void {
    if (instant <= this.now()) return super.at(instant, callback);
    this.waiting++;
    let isOver = false;
    const end = () => {
      if (!isOver) this.waiting--;
      isOver = true;
    };
    const cancel = super.at(instant, () => {
      end();
      callback();
    });
    return () => {
      end();
      cancel();
    };
  }
}

export const transport = (limits: Partial<TransportInput>): TransportConfig =>
  transportInputSchema.parse({ host: 'localhost', port: 25, ...limits });

interface Sender {
  pace: Pace;
  group?: string | null;
  /** It writes one message in this time; as many as it may when left out. */
  everyMs?: number;
  /** How long before its instant it takes a turn. */
  aheadMs?: number;
}

/**
 * Lets senders that always have something to send do so for some time of the clock, which moves on when all of them wait for it.
 * @returns the instants at which messages left, of each of them
 */
export async function sendEach(
  clock: WaitedClock,
  forMs: number,
  senders: readonly Sender[],
): Promise<number[][]> {
  const stop = new AbortController();
  let running = senders.length;
  const left = senders.map(async (sender) => {
    const instants = await sendUntil(clock, sender, stop.signal);
    running--;
    return instants;
  });
  const end = clock.now() + forMs;
  while (clock.now() < end && running > 0) {
    while (clock.waiting < running) await new Promise(setImmediate);
    await clock.advanceBy(1);
  }
  stop.abort();
  return Promise.all(left);
}

/** Until `signal` is aborted, or nothing can leave for long. */
async function sendUntil(clock: WaitedClock, sender: Sender, signal: AbortSignal): Promise<number[]> {
  const { pace, group = null, everyMs, aheadMs = 0 } = sender;
  const latest = () => clock.now() + aheadMs;
  const left: number[] = [];
  while (!signal.aborted && pace.later(group) === undefined) {
    await pace.ready([group], latest, signal);
    for (let turn = pace.take(group, latest()); turn; turn = pace.take(group, latest())) {
      left.push(Math.max(clock.now(), turn.at));
      if (everyMs !== undefined) await sleepUntil(clock, clock.now() + everyMs, signal);
    }
  }
  return left;
}

export async function sendFor(
  clock: WaitedClock,
  paces: readonly Pace[],
  forMs: number,
  group: string | null = null,
): Promise<number[]> {
  const senders = paces.map((pace) => ({ pace, group }));
  return (await sendEach(clock, forMs, senders)).flat();
}
