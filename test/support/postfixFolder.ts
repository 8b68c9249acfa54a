import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOST, mainSettings, NAME, type PostfixSwitches, services } from './postfixConfig';
import { writeLogin } from './postfixLogin';

const run = promisify(execFile);

/** Puts what a Postfix needs into its folder. */
export async function fillFolder(folder: string, port: number, switches: PostfixSwitches): Promise<void> {
  // Postfix's programs become another user.
  await chmod(folder, 0o755);
  for (const name of ['config/sasl', 'queue', 'data']) await mkdir(join(folder, name), { recursive: true });
  await giveToPostfix(join(folder, 'data'));
  if (switches.login) await giveToPostfix(await writeLogin(folder, switches.login));
  if (switches.tls) await writeCertificate(folder);
  await writeFile(join(folder, 'config/main.cf'), mainSettings(folder, switches));
  await writeFile(join(folder, 'config/master.cf'), services(port));
}

const giveToPostfix = (path: string) => run('chown', ['postfix', path]);

const writeCertificate = (folder: string) =>
  run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=IP:${HOST}`],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
  ]);
