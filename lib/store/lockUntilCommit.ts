import { sql } from 'kysely';
import type { Db, Store } from './store';

/**
 * Waits until nobody has the lock of this name in a way that excludes ours, and has it until the transaction ends: those who
 * `share` exclude those who are `alone`, who exclude everybody. SQLite has one writer anyway.
 */
export async function lockUntilCommit(
  tx: Db,
  dialect: Store['dialect'],
  name: string,
  how: 'share' | 'alone',
): Promise<void> {
  if (dialect === 'sqlite') return;
  const lock = how === 'share' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select ${lock}(hashtext(${`mailtarget.${name}`}))`.execute(tx);
}
