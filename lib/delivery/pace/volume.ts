import { isAstray } from './lane';
import { TURN_LIFE_MS } from './turn';

/** How many turns began in each bucket of time, oldest first: [number of the bucket, turns]. */
export type Volume = readonly (readonly [number, number])[];

/** A sliding stretch of time over which turns are counted. */
export interface Span {
  ms: number;
  /** A bucket leaves the count when all of it has: the smaller, the less of the limit is lost. */
  bucketMs: number;
}
export const HOUR: Span = { ms: 3_600_000, bucketMs: 60_000 };
export const DAY: Span = { ms: 86_400_000, bucketMs: 900_000 };

/** A turn may be used a life later, so that one which has left the span may still count. */
const oldestBucket = (span: Span, now: number): number =>
  Math.floor((now - span.ms - TURN_LIFE_MS) / span.bucketMs);

/** A volume without what no span ending at `now` or later holds, and without what a clock that was set back left in the future. */
export const volumeAt = (volume: Volume, span: Span, now: number): Volume =>
  volume.filter(([bucket]) => bucket >= oldestBucket(span, now) && !isAstray(bucket * span.bucketMs, 0, now));

export const total = (volume: Volume): number => volume.reduce((sum, [, turns]) => sum + turns, 0);

/** @param by 1 for turns that are taken, -1 for those that are given back */
export function count(volume: Volume, span: Span, instants: readonly number[], by: 1 | -1): Volume {
  const counts = new Map(volume);
  for (const instant of instants) {
    const bucket = Math.floor(instant / span.bucketMs);
    const turns = counts.get(bucket) ?? 0;
    if (turns + by >= 0) counts.set(bucket, turns + by);
  }
  return [...counts].filter(([, turns]) => turns > 0).sort(([a], [b]) => a - b);
}

/** When the volume falls below a limit if nothing is added to it; `now` when it is. */
export function fallsBelow(volume: Volume, span: Span, limit: number, now: number): number {
  let left = total(volume);
  let at = now;
  for (const [bucket, turns] of volume) {
    if (left < limit) break;
    left -= turns;
    at = Math.max(now, (bucket + 1) * span.bucketMs + span.ms + TURN_LIFE_MS);
  }
  return at;
}
