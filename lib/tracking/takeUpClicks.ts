import type { Happening } from '../events';
import { transact } from '../store';
import type { TrackingDeps } from './deps';
import { clicksHeldBefore, letGoOf } from './desk/heldClicks';
import { messageKey } from './desk/justDelivered';
import { isScan, type Visit } from './machines/burst';

/** Whoever still runs has judged a click long before. */
const ABANDONED_AFTER_MS = 60_000;
const CHUNK = 500;

/** Records the clicks that a process held back when it crashed. */
export async function takeUpClicks({
  db,
  clock,
  record,
}: Pick<TrackingDeps, 'db' | 'clock' | 'record'>): Promise<void> {
  for (let found = CHUNK; found === CHUNK;) {
    const clicks = await clicksHeldBefore(db, clock.now() - ABANDONED_AFTER_MS, CHUNK);
    found = clicks.length;
    if (found === 0) return;
    const write = async (tx: TrackingDeps['db']) => {
      await record(tx, judged(clicks));
      await letGoOf(tx, clicks);
    };
    // Two processes that do so at once record the same, once.
    await transact(db, write, 'also when the connection is lost');
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
