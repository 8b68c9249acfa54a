import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Kysely } from 'kysely';
import { SqliteDriver } from './driver';

/**
 * Kysely on node:sqlite. Kysely's own SqliteDialect does not fit: it passes parameters as one array and runs every
 * query and transaction over a single connection.
 */
export const sqliteDialect = (file: string): Dialect => ({
  createAdapter: () => new Adapter(),
  createDriver: () => new SqliteDriver(file),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** Otherwise Kysely lets one query or transaction through at a time, and a read waits for every write. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
