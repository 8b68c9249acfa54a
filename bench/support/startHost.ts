import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Task } from './engineHost';
import { compile } from './compile';

const HOST = 'bench/support/engineHost.ts';

/** Starts the host in a process of its own, compiled as it is when n8n loads it. */
export function startHost() {
  const program = join(compile(HOST), HOST.replace(/\.ts$/, '.js'));
  const host = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  process.once('exit', () => host.kill());
  const waiting: PromiseWithResolvers<unknown>[] = [];
  let latest: Promise<unknown> = Promise.resolve();
  host.on('message', ({ id, value, error }: { id: number; value: unknown; error?: string }) => {
    if (error === undefined) waiting[id]!.resolve(value);
    else waiting[id]!.reject(new Error(error));
  });
  return {
    async run<T>(task: Task): Promise<T> {
      const answer = Promise.withResolvers<unknown>();
      const id = waiting.push(answer) - 1;
      host.send({ id, task });
      latest = answer.promise;
      return (await answer.promise) as T;
    },
    async stop() {
      await latest.catch(() => {});
      const exited = once(host, 'exit');
      host.send({ id: waiting.push(Promise.withResolvers()) - 1, task: { do: 'close' } satisfies Task });
      await exited;
    },
  };
}
