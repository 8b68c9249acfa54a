import type { Clock } from '../../model';
import { PERMIT_LEASE_MS, type Permits } from '../permits';

const RENEW_EVERY_MS = PERMIT_LEASE_MS / 4;

/** Connections that this process may have open. */
export interface HeldPermits {
  count: number;
  /** Aborted when there are fewer of them, or somebody waits for some: then all are to be released and acquired anew. */
  revoked: AbortSignal;
  /** When the connections are closed. */
  release: () => Promise<void>;
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
  const count = await permits.acquire(key, max, max);
  const revoked = new AbortController();
  let cancel = () => {};
  const renewLater = () => {
    cancel = clock.at(clock.now() + RENEW_EVERY_MS, () => {
      renewLater();
      permits.renew(key, max).then(
        ({ held, surplus }) => {
          if (held < count || surplus > 0) revoked.abort();
        },
        // One that fails is made up for by the next.
        () => {},
      );
    });
  };
  if (count > 0) renewLater();
  return {
    count,
    revoked: revoked.signal,
    async release() {
      cancel();
      if (count > 0) await permits.release(key);
    },
  };
}
