/** Domains and groups that asked us to slow down. */
export type Slowdowns = Readonly<Record<string, Slowdown>>;
interface Slowdown {
  /** Messages per second, from `at` on. */
  rate: number;
  at: number;
}

/** Many replies tell of one overload. */
const ONCE_PER_MS = 5_000;
const STEP_MS = 60_000;
/** Back at the old rate four minutes after a single halving. */
const STEP_FACTOR = 1.25;
/** One a minute. */
const SLOWEST = 1 / 60;
/** What a domain without a limit had, as far as one knows: the servers of small domains complain at some messages a second. */
export const ASSUMED_RATE = 10;
/** A domain is a stranger's word: of more than these the oldest are forgotten. */
const MOST = 500;

/** What is left of a rate; it grows step by step, until it is whole again. */
export function slowedRate(slowdowns: Slowdowns, group: string, rate: number, now: number): number {
  const slowdown = Object.hasOwn(slowdowns, group) ? slowdowns[group] : undefined;
  if (!slowdown) return rate;
  // A clock may be set back meanwhile.
  const steps = Math.floor(Math.abs(now - slowdown.at) / STEP_MS);
  return Math.min(rate, slowdown.rate * STEP_FACTOR ** steps);
}

export const wasJustSlowed = (slowdowns: Slowdowns, group: string, now: number): boolean =>
  Object.hasOwn(slowdowns, group) && Math.abs(now - slowdowns[group]!.at) < ONCE_PER_MS;

/**
 * Halves the rate of a group.
 * @param rateOf the whole rate of a group
 */
export function slowedDown(
  slowdowns: Slowdowns,
  group: string,
  rateOf: (group: string) => number,
  now: number,
): Slowdowns {
  if (wasJustSlowed(slowdowns, group, now)) return slowdowns;
  const rate = Math.max(SLOWEST, slowedRate(slowdowns, group, rateOf(group), now) / 2);
  const others = Object.entries(slowdowns).filter(
    ([other]) => other !== group && slowedRate(slowdowns, other, rateOf(other), now) < rateOf(other),
  );
  return Object.fromEntries([...others.slice(1 - MOST), [group, { rate, at: now }]]);
}
