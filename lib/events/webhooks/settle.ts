import type { WebhookRow } from '../../store';
import type { Refusal } from './http/answer';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After each attempt at a batch that failed, in ms, before jitter: 25 hours together. */
export const WAITS = [
  ...[5, 10, 20, 40, 80, 160].map((seconds) => seconds * SECOND),
  ...[5, 10, 20, 40, 80, 160].map((minutes) => minutes * MINUTE),
  ...[4, 4, 4, 4, 4].map((hours) => hours * HOUR),
];
/** So that not all that failed together come again together: this share less, up to as much more. */
const JITTER = 0.2;

/** What becomes of a batch that was refused, and of its endpoint. */
export type Settlement =
  | { type: 'retry'; at: number }
  /** It is left behind. */
  | { type: 'dead' }
  | { type: 'off'; reason: string };

/** @param random from 0 to 1 */
export function settle(
  { attempts, last_chance }: Pick<WebhookRow, 'attempts' | 'last_chance'>,
  { error, retryAfter, isGone }: Refusal,
  now: number,
  random: number,
): Settlement {
  if (isGone) return { type: 'off', reason: error };
  if (last_chance) {
    // One that says when to come is given that as well.
    if (attempts === 0 && retryAfter !== undefined) return { type: 'retry', at: now + retryAfter };
    return { type: 'off', reason: `It did not take a batch in a day, nor the next one. ${error}` };
  }
  const wait = WAITS[attempts];
  if (wait === undefined) return { type: 'dead' };
  return {
    type: 'retry',
    at: now + Math.max(retryAfter ?? 0, Math.round(wait * (1 + JITTER * (2 * random - 1)))),
  };
}
