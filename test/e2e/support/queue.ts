import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createDatabase } from '../../support/postgres';
import { freePort } from '../../support/freePort';
import { startPostgres } from '../../support/startPostgres';
import { LOOPBACK } from './n8nEnvironment';

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Runs Redis until its own input ends, which happens however the test run ends. */
const KEEPER = 'redis-server "$@" & read -r _; kill $!; wait';

export interface Queue {
  /** What an n8n in queue mode is told of it. */
  settings: Record<string, string>;
  /** Of the database that n8n keeps its workflows in. */
  n8nUrl: string;
  /** Of an empty one. */
  engineUrl: string;
  stop(): Promise<void>;
}

/** A Redis and a Postgres of their own for an n8n in queue mode, and for an engine. */
export async function startQueue(): Promise<Queue> {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  process.env['MAILTARGET_TEST_POSTGRES'] = postgres.url;
  const [{ url: n8nUrl }, { url: engineUrl }] = [await createDatabase(), await createDatabase()];
  const { hostname, port, username, password, pathname } = new URL(n8nUrl);
  return {
    settings: {
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: LOOPBACK,
      QUEUE_BULL_REDIS_PORT: redis.port,
      N8N_ENCRYPTION_KEY: 'the same for all processes',
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: hostname,
      DB_POSTGRESDB_PORT: port,
      DB_POSTGRESDB_DATABASE: pathname.slice(1),
      DB_POSTGRESDB_USER: username,
      DB_POSTGRESDB_PASSWORD: password,
    },
    n8nUrl,
    engineUrl,
    async stop() {
      await redis.stop();
      await postgres.stop();
    },
  };
}

async function startRedis(): Promise<{ port: string; stop(): Promise<void> }> {
  const port = String(await freePort());
  const flags = ['--port', port, '--bind', LOOPBACK, '--save', '', '--appendonly', 'no'];
  const keeper = spawn('sh', ['-c', KEEPER, 'redis', ...flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(keeper, 'exit');
  for await (const line of createInterface({ input: keeper.stdout })) {
    if (line.includes('Ready to accept connections')) break;
  }
  keeper.stdout.resume();
  return {
    port,
    async stop() {
      keeper.stdin.end();
      await exited;
    },
  };
}
