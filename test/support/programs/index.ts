import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const REGISTER = join(__dirname, '..', 'register.cjs');

/** A program of this folder in a process of its own, which answers each message with one. */
export interface Program {
  ask(message: unknown): Promise<unknown>;
  end(): Promise<void>;
}

export function startProgram(name: 'opener' | 'sqliteShell', argument: string): Program {
  const child = fork(join(__dirname, `${name}.ts`), [argument], { execArgv: ['-r', REGISTER] });
  return {
    ask: (message) => {
      child.send(message as string);
      return answerOf(child);
    },
    async end() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** A program that dies instead of answering fails the test at once. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const died = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`The program ended with ${code}.`);
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), died])) as [unknown];
    return answer;
  } finally {
    died.catch(() => undefined);
    settled.abort();
  }
}
