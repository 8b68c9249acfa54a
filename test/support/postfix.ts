import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';

interface Address {
  host: string;
  port: number;
}

export type PostfixSwitches = {
  /** Demands a login with these, by PLAIN or LOGIN; otherwise whoever is on this machine may send. */
  login?: { user: string; password: string };
  /** Demands STARTTLS, with a certificate that nobody trusts. */
  tls?: boolean;
  /** Keeps its queue there: for a bench, because Postfix waits for the disk with each message. */
  inMemory?: boolean;
  /** Where all mail goes on to, bounces as well; or it is thrown away. */
} & ({ relayTo: Address } | { discard: true });

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

const HOST = '127.0.0.1';
const NAME = 'relay.example';
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
  await run('sh', ['-c', 'command -v postfix && command -v saslpasswd2 && command -v openssl']).catch(() => {
    throw new Error('This needs a Postfix: apt-get install postfix sasl2-bin libsasl2-modules openssl.');
  });
  const folder = await mkdtemp(join(switches.inMemory ? MEMORY : tmpdir(), 'mailtarget-postfix-'));
  const port = await freePort();
  try {
    await prepare(folder, port, switches);
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

async function prepare(folder: string, port: number, switches: PostfixSwitches): Promise<void> {
  // Postfix's programs become another user.
  await chmod(folder, 0o755);
  for (const name of ['config/sasl', 'queue', 'data']) await mkdir(join(folder, name), { recursive: true });
  await giveToPostfix(join(folder, 'data'));
  if (switches.login) await writeLogin(folder, switches.login);
  if (switches.tls) await writeCertificate(folder);
  await writeFile(join(folder, 'config/main.cf'), mainSettings(folder, switches));
  await writeFile(join(folder, 'config/master.cf'), services(port));
}

/** For Cyrus SASL, in a database of its own. Debian's Postfix looks for its settings below its own and nowhere else. */
async function writeLogin(folder: string, { user, password }: { user: string; password: string }) {
  const database = join(folder, 'sasldb2');
  const setPassword = run('saslpasswd2', ['-p', '-c', '-f', database, '-u', NAME, user]);
  setPassword.child.stdin!.end(password);
  await setPassword;
  await giveToPostfix(database);
  await writeFile(
    join(folder, 'config/sasl/smtpd.conf'),
    lines(
      {
        pwcheck_method: 'auxprop',
        auxprop_plugin: 'sasldb',
        sasldb_path: database,
        mech_list: 'PLAIN LOGIN',
      },
      ': ',
    ),
  );
}

const writeCertificate = (folder: string) =>
  run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=IP:${HOST}`],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
  ]);

function mainSettings(folder: string, switches: PostfixSwitches): string {
  const { login, tls } = switches;
  const onward =
    'relayTo' in switches ? `smtp:[${switches.relayTo.host}]:${switches.relayTo.port}` : 'discard:';
  return lines(
    {
      compatibility_level: '3.6',
      queue_directory: join(folder, 'queue'),
      data_directory: join(folder, 'data'),
      maillog_file: join(folder, 'log'),
      maillog_file_prefixes: folder,
      myhostname: NAME,
      mydestination: '',
      alias_maps: '',
      // Loopback, whatever happens: also what it sends comes from there.
      inet_interfaces: HOST,
      inet_protocols: 'ipv4',
      smtp_bind_address: HOST,
      disable_dns_lookups: 'yes',
      smtpd_peername_lookup: 'no',
      default_transport: onward,
      mynetworks: '127.0.0.0/8',
      smtpd_relay_restrictions: login ? 'permit_sasl_authenticated, reject' : 'permit_mynetworks, reject',
      smtpd_client_connection_count_limit: '0',
      in_flow_delay: '0',
      ...(login && {
        smtpd_sasl_auth_enable: 'yes',
        smtpd_sasl_local_domain: NAME,
      }),
      ...(tls && {
        smtpd_tls_security_level: 'encrypt',
        smtpd_tls_cert_file: join(folder, 'certificate.pem'),
        smtpd_tls_key_file: join(folder, 'key.pem'),
      }),
    },
    ' = ',
  );
}

/** Without anvil, which counts rates; nothing is delivered on this machine, and nothing comes from its command line. */
const services = (port: number): string => `
${HOST}:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
scache unix - - n - 1 scache
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
postlog unix-dgram n - n - 1 postlogd
`;

const lines = (settings: Record<string, string>, between: string): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}${between}${value}\n`)
    .join('');

const giveToPostfix = (path: string) => run('chown', ['postfix', path]);

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, HOST);
  const greeted = once(socket, 'data').then(() => true);
  const refused = once(socket, 'close').then(() => false);
  const answer = await Promise.race([greeted, refused]).catch(() => false);
  socket.destroy();
  return answer;
}
