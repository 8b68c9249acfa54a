import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../main';
import { median } from './median';
import { findRival } from './rivals';
import type { Told } from './trackingHost';

const SECONDS = 3;
const ROUNDS = 5;

/**
 * Opens that are answered once they are durable, with all threads of the server on one core and the load on another, against a bare
 * Node server that answers the pixel and stores nothing. In turns, so that both meet the same machine.
 */
export async function benchTracking(report: Report): Promise<void> {
  const tracked: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await measure('bare'));
    tracked.push(await measure('tracking'));
  }
  report('tracking.requests_per_s', median(tracked), '/s');
  report('tracking.vs_bare', median(tracked) / median(bare), 'x');
}

async function measure(mode: 'bare' | 'tracking'): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  const host = onCore(0, 'trackingHost.ts', mode, folder);
  try {
    const { port, paths } = (await told(host)) as Extract<Told, { port: number }>;
    // The first seconds compile.
    const warmUp = await load(port, paths, 2);
    const answered = await load(port, paths, SECONDS);
    host.send('stop');
    const { recorded } = (await told(host)) as Extract<Told, { recorded: number }>;
    if (mode === 'tracking' && recorded < warmUp + answered) {
      throw new Error(`${warmUp + answered} opens were answered, but ${recorded} are on record.`);
    }
    return answered / SECONDS;
  } finally {
    host.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function load(port: number, paths: readonly string[], seconds: number): Promise<number> {
  const child = onCore(1, 'httpLoad.ts', String(port), String(seconds));
  child.send(paths);
  return ((await told(child)) as { answered: number }).answered;
}

/** On one core, where this can be said. */
function onCore(core: number, file: string, ...args: string[]): ChildProcess {
  const path = join(__dirname, file);
  const execArgv = [...process.execArgv, '--disable-warning=ExperimentalWarning'];
  const pin = availableParallelism() > 1 ? findRival('taskset', 'no process keeps to one core') : undefined;
  return pin
    ? fork(path, args, { execPath: pin, execArgv: ['-c', String(core), process.execPath, ...execArgv] })
    : fork(path, args, { execArgv });
}

async function told(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`A process of the bench ended with ${code}.`);
    }),
  ]);
  return message;
}
