import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { MailtargetError } from '../model';
import { sqliteDialect } from './sqlite/dialect';
import type { OpenDatabase } from './store';
import type { Tables } from './tables';

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;

/**
 * @param folder holds the database; created, for its owner only, when it does not exist
 * @throws MailtargetError DATA_FOLDER_NOT_WRITABLE; DATABASE_UNREACHABLE when the file is damaged
 */
export async function openSqlite(folder: string): Promise<OpenDatabase> {
  const file = join(folder, 'mailtarget.db');
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The first query opens the file.
    await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
  } catch (error) {
    await db.destroy();
    throw refusal(error as Error & { errcode?: number }, folder, file);
  }
  return { db, dialect: 'sqlite', close: () => db.destroy() };
}

function refusal(error: Error & { errcode?: number }, folder: string, file: string): MailtargetError {
  if (error.errcode === SQLITE_CORRUPT || error.errcode === SQLITE_NOT_A_DATABASE) {
    const sentence = `${file} is damaged, or is no database (${error.message}). Put a backup in its place.`;
    return new MailtargetError('DATABASE_UNREACHABLE', sentence, {}, { cause: error });
  }
  return new MailtargetError(
    'DATA_FOLDER_NOT_WRITABLE',
    `The data folder ${folder} cannot be written (${error.message}). Choose a folder that the user running n8n may write to.`,
    { folder },
    { cause: error },
  );
}
