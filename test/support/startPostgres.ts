import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RunningPostgres {
  /** Of its maintenance database; tests make their own with `createDatabase`. */
  url: string;
  stop(): Promise<void>;
}

/** Starts a Postgres of our own on a free loopback port. It goes away with this process, whatever ends it. */
export async function startPostgres(): Promise<RunningPostgres> {
  const sources = ['-r', join(__dirname, 'register.cjs'), join(__dirname, 'postgresKeeper.ts')];
  // In a process group of its own, so that Ctrl-C reaches it only as the end of its input.
  const keeper = spawn(process.execPath, sources, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = once(keeper, 'exit');
  const firstLine = once(createInterface({ input: keeper.stdout }), 'line');
  const failed = exited.then(() => {
    throw new Error('The Postgres for the tests did not start; the reason is printed above.');
  });
  const [url] = (await Promise.race([firstLine, failed])) as [string];
  failed.catch(() => undefined);

  return {
    url,
    async stop() {
      keeper.stdin.end();
      await exited;
    },
  };
}
