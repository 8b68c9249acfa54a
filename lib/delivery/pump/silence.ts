import type { Clock } from '../../model';

/**
 * A server that answers nothing for so long is given nothing more; what it has been given is waited for as long as its protocol says. Longer
 * than the minute that a command may take, and after which gateways say that what is behind them does not answer: both tell more.
 */
export const STALLED_MS = 75_000;

/**
 * Looks with one timer whether a server has gone silent.
 * @param silentSince since when nothing is answered of what is on the wire; undefined while nothing is
 * @param onSilence called once, with how long that is in ms
 * @returns how to end it
 */
export function watchForSilence(
  clock: Clock,
  silentSince: () => number | undefined,
  onSilence: (ms: number) => void,
): () => void {
  let cancel: () => void;
  const lookAt = (instant: number) => {
    cancel = clock.at(instant, () => {
      const now = clock.now();
      const stalledAt = (silentSince() ?? now) + STALLED_MS;
      if (stalledAt > now) lookAt(stalledAt);
      else onSilence(STALLED_MS);
    });
  };
  lookAt(clock.now() + STALLED_MS);
  return () => cancel();
}
