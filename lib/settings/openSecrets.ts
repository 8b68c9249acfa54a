import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
  const secrets = new Secrets(options.encryptionKey || keyBesideDatabase(options.database));
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

function keyBesideDatabase(database: EngineOptions['database']): string {
  if (database.type === 'postgres') {
    throw new MailtargetError(
      'ENCRYPTION_KEY_MISSING',
      'A Postgres database needs an encryption key, the same in every process. Enter a long random text in the credential.',
    );
  }
  const file = join(database.folder, 'mailtarget.key');
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
