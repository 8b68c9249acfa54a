import { sql } from 'kysely';
import { type Clock, systemClock } from '../model';
import type { Store } from './store';

/** How often the difference is measured again: clocks drift, and are set. */
const MEASURE_EVERY_MS = 60_000;
/** A slower answer says too little about when it was given. */
const LONGEST_ROUND_TRIP_MS = 200;

/**
 * The clock that everybody on a store shares, so that leases and slots mean the same to all: on Postgres the
 * server's, as this machine's clock plus the difference last measured; on SQLite, where everybody is on one machine,
 * the machine's own.
 * @param closed aborted when the store is closed
 */
export async function databaseClock({ db, dialect }: Store, closed: AbortSignal): Promise<Clock> {
  if (dialect === 'sqlite') return systemClock;
  let aheadMs = 0;
  const measure = () =>
    db.connection().execute(async (connection) => {
      const before = Date.now();
      const { rows } = await sql<{
        now: number;
      }>`select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(connection);
      const after = Date.now();
      if (after - before <= LONGEST_ROUND_TRIP_MS) aheadMs = Math.round(rows[0]!.now - (before + after) / 2);
    });
  await measure();
  // One that fails is made up for by the next.
  const timer = setInterval(() => void measure().catch(() => {}), MEASURE_EVERY_MS).unref();
  closed.addEventListener('abort', () => clearInterval(timer), { once: true });
  return {
    now: () => Date.now() + aheadMs,
    at: (instant, callback) => systemClock.at(instant - aheadMs, callback),
  };
}
