import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NAME, saslSettings } from './postfixConfig';

const run = promisify(execFile);

/**
 * A login for Cyrus SASL, in a database of its own. Debian's Postfix looks for SASL's settings below its own and nowhere else.
 * @returns the database, which Postfix must be able to read
 */
export async function writeLogin(
  folder: string,
  { user, password }: { user: string; password: string },
): Promise<string> {
  const database = join(folder, 'sasldb2');
  const setPassword = run('saslpasswd2', ['-p', '-c', '-f', database, '-u', NAME, user]);
  setPassword.child.stdin!.end(password);
  await setPassword;
  await writeFile(join(folder, 'config/sasl/smtpd.conf'), saslSettings(database));
  return database;
}
