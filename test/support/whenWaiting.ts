import { sql } from 'kysely';
import type { Store } from '../../lib/store';
import { eventually } from './eventually';

/** Once `work` waits for somebody's lock on this Postgres database, or has ended without. */
export async function whenWaiting({ db }: Store, work: Promise<unknown>): Promise<void> {
  let ended = false;
  const end = () => (ended = true);
  void work.then(end, end);
  const waiting = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await eventually(async () => ended || (await waiting.execute(db)).rows.length > 0);
}
