import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import { freePort } from './freePort';
import { type Address, HOST, type PostfixSwitches } from './postfixConfig';
import { fillFolder } from './postfixFolder';

export interface TestPostfix extends Address {
  /** Under TLS, what its certificate can be verified with: PEM. */
  caCertificate: string | undefined;
  /** All that it has logged so far. */
  log(): Promise<string>;
  /** Resolves when all that it took has gone on, or waits for another try. */
  whenDone(): Promise<void>;
  /** What has not gone on is lost. */
  stop(): Promise<void>;
}

const MEMORY = '/dev/shm';
/** It starts within some seconds on a busy machine; ms. */
const PATIENCE = 60_000;

/** Runs the Postfix of a folder ($0) until its own input ends, which happens however the test run ends. */
const KEEPER = `
export MAIL_CONFIG="$0/config"
{ postfix start-fg >>"$0/log" 2>&1; echo ended; } &
read -r _
postfix abort >>"$0/log" 2>&1
wait
rm -rf "$0"
`;

/**
 * A real Postfix on a free loopback port, with settings, queue and log of its own. It limits no rates and speaks to nobody but
 * this machine. Needs root, openssl, and Debian's packages postfix, sasl2-bin and libsasl2-modules.
 */
export async function startPostfix(switches: PostfixSwitches): Promise<TestPostfix> {
  await promisify(execFile)('sh', [
    '-c',
    'command -v postfix && command -v saslpasswd2 && command -v openssl',
  ]).catch(() => {
    throw new Error('This needs a Postfix: apt-get install postfix sasl2-bin libsasl2-modules openssl.');
  });
  const folder = await mkdtemp(join(switches.inMemory ? MEMORY : tmpdir(), 'mailtarget-postfix-'));
  const port = await freePort();
  try {
    await fillFolder(folder, port, switches);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  const caCertificate = switches.tls ? await readFile(join(folder, 'certificate.pem'), 'utf8') : undefined;

  // In a process group of its own, so that Ctrl-C reaches it only as the end of its input.
  const keeper = spawn('sh', ['-c', KEEPER, folder], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = once(keeper, 'exit');
  const log = () => readFile(join(folder, 'log'), 'utf8');
  const isEmpty = async (queue: string) => (await readdir(join(folder, 'queue', queue))).length === 0;
  const stop = async () => {
    keeper.stdin.end();
    await exited;
  };
  const ended = once(keeper.stdout, 'data').then(() => Promise.reject(new Error('It ended.')));
  await Promise.race([ended, eventually(() => greets(port), PATIENCE)]).catch(async () => {
    const why = await log();
    await stop();
    throw new Error(`Postfix did not start:\n${why}`);
  });
  return {
    host: HOST,
    port,
    caCertificate,
    log,
    async whenDone() {
      // In the order in which a message goes through them, so that none slips past.
      await eventually(async () => (await isEmpty('incoming')) && (await isEmpty('active')), PATIENCE);
    },
    stop,
  };
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, HOST);
  const greeted = once(socket, 'data').then(() => true);
  const refused = once(socket, 'close').then(() => false);
  const answer = await Promise.race([greeted, refused]).catch(() => false);
  socket.destroy();
  return answer;
}
