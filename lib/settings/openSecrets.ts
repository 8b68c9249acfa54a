import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineOptions, MailtargetError } from '../model';
import type { Db } from '../store';
import { readSetting, writeSettingOnce } from './settingsTable';
import { Secrets } from './secrets';

const CHECK = 'encryption_check';

/**
 * The secrets of a store, under the given key or, for an embedded store without one, under a random key kept in
 * `mailtarget.key` beside the database: a copy of the database alone then gives nothing away.
 * @throws MailtargetError ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_WRONG
 */
export async function openSecrets(
  db: Db,
  options: Pick<EngineOptions, 'database' | 'encryptionKey'>,
): Promise<Secrets> {
  const secrets = new Secrets(options.encryptionKey || (await keyBesideDatabase(db, options.database)));
  await writeSettingOnce(db, CHECK, secrets.encrypt(CHECK, CHECK));
  try {
    secrets.decrypt((await readSetting<string>(db, CHECK))!, CHECK);
  } catch (cause) {
    throw new MailtargetError(
      'ENCRYPTION_KEY_WRONG',
      'The encryption key is not the one this database was created with. Enter the original key in the credential.',
      {},
      { cause },
    );
  }
  return secrets;
}

async function keyBesideDatabase(db: Db, database: EngineOptions['database']): Promise<string> {
  if (database.type === 'postgres') {
    throw new MailtargetError(
      'ENCRYPTION_KEY_MISSING',
      'A Postgres database needs an encryption key, the same in every process. Enter a long random text in the credential.',
    );
  }
  const file = join(database.folder, 'mailtarget.key');
  // The transaction keeps other processes out: of two that start at once, one makes the key and both read it whole.
  await db.transaction().execute(async (tx) => {
    if (existsSync(file)) return;
    if ((await readSetting(tx, CHECK)) !== undefined) throw lost(file);
    const draft = `${file}.new`;
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
    renameSync(draft, file);
  });
  const key = readFileSync(file, 'utf8');
  if (key === '') throw lost(file);
  return key;
}

const lost = (file: string) =>
  new MailtargetError(
    'ENCRYPTION_KEY_MISSING',
    `The key file ${file} is missing or empty, and without it the passwords in the database cannot be read. Put it back from a backup, or enter the key in the credential.`,
  );
