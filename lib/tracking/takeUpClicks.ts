import type { Happening } from '../events';
import { isLost, transact } from '../store';
import type { TrackingDeps } from './deps';
import { type HeldClick, clicksHeldBefore, letGoOf } from './desk/heldClicks';
import { messageKey } from './desk/justDelivered';
import { isScan, type Visit } from './machines/burst';

/** Whoever still runs has judged a click long before. */
const ABANDONED_AFTER_MS = 60_000;
const CHUNK = 500;
/** Of one run. To find one click among a chunk takes nine; with more of them it is not the clicks. */
const MOST_FAILURES = 20;

/** Records the clicks that a process held back when it crashed. One that cannot be recorded stays, and keeps no other waiting. */
export async function takeUpClicks(
  { db, clock, record, onError }: Pick<TrackingDeps, 'db' | 'clock' | 'record' | 'onError'>,
  signal: AbortSignal,
): Promise<void> {
  const before = clock.now() - ABANDONED_AFTER_MS;
  let failures = 0;

  const takeUp = async (held: readonly HeldClick[]): Promise<void> => {
    try {
      const clicks = held.map(({ click }) => JSON.parse(click) as Happening);
      const write = async (tx: TrackingDeps['db']) => {
        await record(tx, judged(clicks));
        await letGoOf(tx, clicks);
      };
      // Two processes that do so at once record the same, once.
      await transact(db, write, 'also when the connection is lost');
    } catch (error) {
      if (isLost(error as Error) || ++failures > MOST_FAILURES) throw error;
      if (held.length === 1) return onError('tracking', error);
      const half = held.length >> 1;
      await takeUp(held.slice(0, half));
      await takeUp(held.slice(half));
    }
  };

  for (let last: HeldClick | undefined; !signal.aborted;) {
    const held = await clicksHeldBefore(db, before, CHUNK, last);
    last = held.at(-1);
    if (!last) return;
    await takeUp(held);
  }
}

const visitOf = ({ link, at, ip, userAgent }: Happening): Visit => ({
  what: String(link),
  at,
  isHead: false,
  visitor: `${ip} ${userAgent}`,
});

/** By each other, as far as they are at hand. */
function judged(clicks: readonly Happening[]): Happening[] {
  const ofOneMessage = [...Map.groupBy(clicks, messageKey).values()];
  return ofOneMessage.flatMap((ones) =>
    isScan(ones.map(visitOf)) ? ones.map((one) => ({ ...one, machine: 'scanner' })) : ones,
  );
}
