import { type Clock, type EngineOptions, systemClock } from '../model';
import { migrate } from './migrate';
import { openPostgres } from './openPostgres';
import { openSqlite } from './openSqlite';
import type { Store } from './store';

/**
 * Opens the database and brings its tables up to date.
 * @throws MailtargetError DATA_FOLDER_NOT_WRITABLE, DATABASE_UNREACHABLE, STORE_TOO_NEW
 */
export async function openStore(
  database: EngineOptions['database'],
  clock: Clock = systemClock,
): Promise<Store> {
  const opened =
    database.type === 'sqlite' ? await openSqlite(database.folder) : await openPostgres(database.url);
  const closing = new AbortController();
  const store: Store = {
    ...opened,
    closed: closing.signal,
    close() {
      closing.abort();
      return opened.close();
    },
  };
  try {
    await migrate(store, clock);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
