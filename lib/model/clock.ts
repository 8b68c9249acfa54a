/** Where time comes from. Instants are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Calls `callback` once, at `instant` or as soon after as possible. Returns how to cancel it. */
  at(instant: number, callback: () => void): () => void;
}

/** Node's timers hold 2^31 - 1 ms and fire at once beyond that; longer waits are taken in steps. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, callback) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = instant - Date.now();
      timer =
        left > LONGEST_TIMER ? setTimeout(wait, LONGEST_TIMER) : setTimeout(callback, Math.max(0, left));
    };
    wait();
    return () => clearTimeout(timer);
  },
};

/** Resolves at `instant`, or at once when `signal` is aborted: look at the signal afterwards. */
export function sleepUntil(clock: Clock, instant: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.at(instant, finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
}

/** ISO 8601 in UTC, the form in which every instant crosses the interface. */
export const toIso = (instant: number): string => new Date(instant).toISOString();

export const toIsoOrNull = (instant: number | null): string | null =>
  instant === null ? null : toIso(instant);
