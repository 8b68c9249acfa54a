import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../test/support/freePort';
import { findRival } from './rivals';

/** How many connections every sender may open. */
export const CONNECTIONS = 10;

/** An SMTP server in a process of its own that counts messages and throws them away. */
export interface Sink {
  host: string;
  port: number;
  /** How many came so far. */
  readonly count: number;
  /** Runs `send` and checks that exactly `messages` more arrived. */
  expect<T>(messages: number, send: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Postfix's smtp-sink when it is on this machine, otherwise one of our own. */
export async function startSink(): Promise<Sink> {
  const port = await freePort();
  const rival = findRival('smtp-sink', 'a sink in Node takes its place');
  const child = rival ? spawnSmtpSink(rival, port) : spawnOwnSink(port);
  const killIt = () => child.kill();
  process.on('exit', killIt);
  await answering(port, child);

  // Both print their counters over and over; the number after the last mesg= is how many messages came so far.
  let count = 0;
  let printed = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    printed = (printed + chunk).slice(-200);
    count = Number([...printed.matchAll(/mesg=(\d+)\s/g)].at(-1)?.[1] ?? count);
  });

  return {
    host: HOST,
    port,
    get count() {
      return count;
    },
    async expect(messages, send) {
      const before = count;
      const result = await send();
      while (count < before + messages) await once(child.stdout!, 'data');
      if (count > before + messages)
        throw new Error(`The sink got ${count - before} messages, not ${messages}.`);
      return result;
    },
    async stop() {
      process.off('exit', killIt);
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

function spawnSmtpSink(program: string, port: number): ChildProcess {
  // It refuses to stay root, and wants to be told who to become.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  return spawn(program, [...user, '-c', `${HOST}:${port}`, '100'], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function spawnOwnSink(port: number): ChildProcess {
  const register = join(__dirname, '../../test/support/register.cjs');
  const program = join(__dirname, 'ownSink.ts');
  return spawn(process.execPath, ['-r', register, program, HOST, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves when the child accepts connections. */
async function answering(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, HOST);
    const [outcome] = await Promise.race([
      once(socket, 'data').then(() => ['greeted']),
      once(socket, 'close').then(() => ['refused']),
    ]).catch(() => ['refused']);
    socket.destroy();
    if (outcome === 'greeted') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The SMTP sink did not start; the reason is printed above.');
}
