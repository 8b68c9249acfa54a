import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './freePort';
import { findPostgres } from './postgresBinaries';

/**
 * A process that keeps one Postgres: prints its URL when it is ready, and removes every trace of it when its own input
 * ends, which happens however the test run ends.
 */
const run = promisify(execFile);

/** Postgres refuses to run as root. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here; try the next one.
    }
  }
  throw new Error(
    'Postgres does not run as root, and this machine has neither the user postgres nor nobody.',
  );
}

async function startPostgres(folder: string) {
  const user = ordinaryUser();
  const bin = findPostgres(folder);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  const password = randomUUID();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);

  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und'];
  const login = ['--username=test', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await run(join(bin, 'initdb'), ['--no-sync', ...login, ...locale, '-D', data], options);

  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = ['-l', join(folder, 'log')];
  await run(join(bin, 'pg_ctl'), ['start', '-w', '-D', data, ...log, '-o', flags.join(' ')], options);

  return {
    url: `postgres://test:${password}@127.0.0.1:${port}/postgres`,
    stop: () => run(join(bin, 'pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', data], options),
  };
}

async function keepPostgres() {
  const inputEnded = new Promise((resolve) => process.stdin.resume().on('end', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'mailtarget-postgres-'));
  try {
    const postgres = await startPostgres(folder);
    process.stdout.write(`${postgres.url}\n`);
    await inputEnded;
    await postgres.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void keepPostgres();
