import type { WarmUp } from '../../model';

const DAY_MS = 86_400_000;

/** What a warm-up allows in the 24 hours that end at `now`; null once it is over. */
export function warmUpLimit(warmUp: WarmUp, now: number): number | null {
  const day = Math.max(0, dayOf(warmUp, now));
  return day < warmUp.days ? Math.floor(warmUp.firstDay * warmUp.growth ** day) : null;
}

/** When it allows more. */
export const nextWarmUpDay = (warmUp: WarmUp, now: number): number =>
  Date.parse(warmUp.startedAt) + Math.max(1, dayOf(warmUp, now) + 1) * DAY_MS;

/** From 0; negative before the first. */
const dayOf = (warmUp: WarmUp, now: number): number =>
  Math.floor((now - Date.parse(warmUp.startedAt)) / DAY_MS);
