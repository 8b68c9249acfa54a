import { sql } from 'kysely';
import { type Clock, MailtargetError } from '../model';
import { type Migration, MIGRATIONS } from './migrations';
import type { Db, OpenDatabase } from './store';

/** Any constant will do, as long as every version of this package takes the same one. */
const ADVISORY_LOCK = 7_241_508;

/**
 * Applies the missing migrations in one transaction, so that a store is never half-way. Kysely's Migrator would do it
 * with more ceremony: it makes its own tables outside the transaction, runs SQLite's migrations without one, and
 * reports a newer store as corrupted.
 * @throws MailtargetError STORE_TOO_NEW
 */
export async function migrate(
  { db, dialect }: Pick<OpenDatabase, 'db' | 'dialect'>,
  clock: Clock,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // On SQLite BEGIN IMMEDIATE already keeps a second process out.
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(tx);
    const version = await currentVersion(tx);
    if (version > migrations.length) {
      throw new MailtargetError(
        'STORE_TOO_NEW',
        `This database was written by a newer version of n8n-nodes-mailtarget (its tables are at ${version}, this version knows ${migrations.length}). Update the package.`,
      );
    }
    for (const [index, migration] of migrations.slice(version).entries()) {
      await migration(tx, dialect);
      const row = { version: version + index + 1, applied_at: clock.now() };
      await tx.insertInto('migrations').values(row).execute();
    }
  });
}

async function currentVersion(tx: Db): Promise<number> {
  await tx.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const { version } = await tx
    .selectFrom('migrations')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirstOrThrow();
  return version ?? 0;
}
