import type { Clock } from '../../model';
import { PERMIT_LEASE_MS, type Permits } from '../permits';

const RENEW_EVERY_MS = PERMIT_LEASE_MS / 4;

/** Connections that this process may have open. */
export interface HeldPermits {
  readonly count: number;
  /** Aborted when there are fewer of them, or somebody waits for some: then all are to be released and acquired anew. */
  revoked: AbortSignal;
  /** Called when there are more of them. */
  onMore: () => void;
  /** Gives back all but so many, as connections are closed. From then on there are no more of them. */
  keep: (count: number) => Promise<void>;
}

/**
 * Takes as many permits as there are to be had, and keeps them. Those that come free later are taken too: who began while the last
 * connections to a slow server were still open would send through what was left as long as a campaign lasts.
 * @param key what is connected to
 * @param max for everybody together
 * @param wanted how many of them at most
 */
export async function holdPermits(
  permits: Permits,
  clock: Clock,
  key: string,
  max: number,
  wanted = max,
): Promise<HeldPermits> {
  const numbers = await permits.acquire(key, max, wanted);
  const revoked = new AbortController();
  let isEnding = false;
  let cancel = () => {};
  const renew = async (): Promise<void> => {
    const renewed = [...numbers];
    const { held: left, surplus } = await permits.renew(key, max, renewed);
    if (left < renewed.length || surplus > 0) revoked.abort();
    if (numbers.length === wanted || isEnding || revoked.signal.aborted) return;
    const more = await permits.acquire(key, max, wanted - numbers.length);
    if (isEnding) return permits.release(key, more);
    numbers.push(...more);
    if (more.length > 0) held.onMore();
  };
  const renewLater = () => {
    cancel = clock.at(clock.now() + RENEW_EVERY_MS, () => {
      renewLater();
      // One that fails is made up for by the next.
      renew().catch(() => {});
    });
  };
  const held: HeldPermits = {
    get count() {
      return numbers.length;
    },
    revoked: revoked.signal,
    onMore: () => {},
    async keep(count) {
      isEnding = true;
      // The lowest, so that those who have a lower limit by now see them.
      const rest = numbers.sort((a, b) => a - b).splice(count);
      if (numbers.length === 0) cancel();
      // What cannot be given back runs out.
      if (rest.length > 0) await permits.release(key, rest).catch(() => {});
    },
  };
  if (numbers.length > 0) renewLater();
  return held;
}
