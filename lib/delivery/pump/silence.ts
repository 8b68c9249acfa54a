import type { Clock } from '../../model';

/**
 * Looks with one timer whether a server has gone silent.
 * @param silentSince since when nothing is answered; undefined while there is nothing to answer
 * @param silentAfter how long that may be, in ms
 * @param onSilence called once, with how long it is, in ms
 * @returns how to end it
 */
export function watchForSilence(
  clock: Clock,
  silentSince: () => number | undefined,
  silentAfter: () => number,
  onSilence: (ms: number) => void,
): () => void {
  let cancel: () => void;
  const lookAt = (instant: number) => {
    cancel = clock.at(instant, () => {
      const now = clock.now();
      const since = silentSince() ?? now;
      const ms = silentAfter();
      if (since + ms > now) lookAt(since + ms);
      else onSilence(ms);
    });
  };
  lookAt(clock.now() + silentAfter());
  return () => cancel();
}
