import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { MailtargetError } from '../model';
import { sqliteDialect } from './sqlite/dialect';
import type { Store } from './store';
import type { Tables } from './tables';

/**
 * @param folder holds the database; created, for its owner only, when it does not exist
 * @throws MailtargetError DATA_FOLDER_NOT_WRITABLE
 */
export async function openSqlite(folder: string): Promise<Store> {
  let db: Kysely<Tables> | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    db = new Kysely<Tables>({ dialect: sqliteDialect(join(folder, 'mailtarget.db')) });
    // The first query opens the file.
    await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
  } catch (error) {
    throw new MailtargetError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${folder} cannot be written (${(error as Error).message}). Choose a folder that the user running n8n may write to.`,
      { folder },
      { cause: error },
    );
  }
  const opened = db;
  return { db: opened, dialect: 'sqlite', close: () => opened.destroy() };
}
