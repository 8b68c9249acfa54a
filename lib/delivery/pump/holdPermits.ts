import type { Clock } from '../../model';
import { PERMIT_LEASE_MS, type Permits } from '../permits';

const RENEW_EVERY_MS = PERMIT_LEASE_MS / 4;

/** Connections that this process may have open. */
export interface HeldPermits {
  count: number;
  /** Aborted when there are fewer of them, or somebody waits for some: then all are to be released and acquired anew. */
  revoked: AbortSignal;
  /** Gives back all but so many, as connections are closed. */
  keep: (count: number) => Promise<void>;
}

/**
 * Takes as many permits as there are to be had, and keeps them.
 * @param key what is connected to
 * @param max for everybody together
 */
export async function holdPermits(
  permits: Permits,
  clock: Clock,
  key: string,
  max: number,
): Promise<HeldPermits> {
  const numbers = await permits.acquire(key, max, max);
  const revoked = new AbortController();
  let cancel = () => {};
  const renewLater = () => {
    cancel = clock.at(clock.now() + RENEW_EVERY_MS, () => {
      renewLater();
      const renewed = [...numbers];
      permits.renew(key, max, renewed).then(
        ({ held, surplus }) => {
          if (held < renewed.length || surplus > 0) revoked.abort();
        },
        // One that fails is made up for by the next.
        () => {},
      );
    });
  };
  if (numbers.length > 0) renewLater();
  return {
    count: numbers.length,
    revoked: revoked.signal,
    async keep(count) {
      // The lowest, so that those who have a lower limit by now see them.
      const rest = numbers.splice(count);
      if (numbers.length === 0) cancel();
      // What cannot be given back runs out.
      if (rest.length > 0) await permits.release(key, rest).catch(() => {});
    },
  };
}
