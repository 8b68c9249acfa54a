import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EngineOptions } from '../../lib/model';

const REGISTER = join(__dirname, 'register.cjs');
const PROGRAM = join(__dirname, 'programs/notingSender.ts');

/** Processes that deliver together. */
export interface NotingSenders {
  /** When each message was written, by any of them, in ms since the epoch. */
  writes: number[];
  stop(): Promise<void>;
}

export function startNotingSenders(count: number, options: EngineOptions): NotingSenders {
  const writes: number[] = [];
  const children = Array.from({ length: count }, (): ChildProcess => {
    const child = fork(PROGRAM, [JSON.stringify(options)], { execArgv: ['-r', REGISTER] });
    child.on('message', (times: number[]) => writes.push(...times));
    return child;
  });
  return {
    writes,
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    },
  };
}
