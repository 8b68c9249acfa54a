import { type SqlBool, sql } from 'kysely';
import { type Store, transact } from '../store';

/** Events per transaction: some tens of milliseconds. */
const CHUNK = 5_000;

/** Takes IP addresses and user agents from events before an instant, in chunks. What was concluded from them stays. */
export async function forgetAddresses({ db }: Store, before: number, signal: AbortSignal): Promise<void> {
  const old = db
    .selectFrom('events')
    .select(['campaign_id', 'sequence'])
    // As their index says it.
    .where(sql<SqlBool>`(ip is not null or user_agent is not null)`)
    .where('at', '<', before)
    .limit(CHUNK);
  for (let forgotten = 1; forgotten > 0 && !signal.aborted;) {
    const rows = await transact(db, (tx) =>
      tx
        .updateTable('events')
        .set({ ip: null, user_agent: null })
        .where((eb) =>
          eb(eb.refTuple('campaign_id', 'sequence'), 'in', old.$asTuple('campaign_id', 'sequence')),
        )
        .returning('sequence')
        .execute(),
    );
    forgotten = rows.length;
  }
}
