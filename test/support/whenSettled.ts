import { sql } from 'kysely';
import type { Store } from '../../lib/store';
import { eventually } from './eventually';

/** Once nobody can write in front of what is in the log: on Postgres every writer on the server counts, of other databases too. */
export async function whenSettled({ db, dialect }: Store): Promise<void> {
  if (dialect === 'sqlite') return;
  const open = sql`select 1 from events where written_by >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`;
  await eventually(async () => (await open.execute(db)).rows.length === 0);
}
