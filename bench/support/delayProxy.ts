import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

const HOST = '127.0.0.1';
const REGISTER = join(__dirname, '../../test/support/register.cjs');

export interface DelayProxy {
  host: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * A relay that is far away: a process of its own between us and a port of this machine, where every byte takes `delayMs` in each
 * direction, in order and however many they are. Connecting is not delayed.
 */
export async function startDelayProxy(to: { port: number; delayMs: number }): Promise<DelayProxy> {
  // It ends with us, because its channel does.
  const child = fork(__filename, [String(to.port), String(to.delayMs)], { execArgv: ['-r', REGISTER] });
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('The delaying proxy did not start; the reason is printed above.');
    }),
  ])) as [number];
  return {
    host: HOST,
    port,
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

function serve(port: number, delayMs: number): void {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port, host: HOST, allowHalfOpen: true, noDelay: true });
    pipeLater(near, far, delayMs);
    pipeLater(far, near, delayMs);
  });
  server.listen(0, HOST, () => process.send!((server.address() as AddressInfo).port));
  process.once('disconnect', () => process.exit());
}

/** All that comes from one end, its end too, goes to the other that much later. */
function pipeLater(from: Socket, to: Socket, delayMs: number): void {
  /** An undefined chunk is the end. */
  const underWay: { chunk: Buffer | undefined; due: number }[] = [];
  const add = (chunk?: Buffer) => {
    underWay.push({ chunk, due: performance.now() + delayMs });
    if (underWay.length === 1) setTimeout(arrive, delayMs);
  };
  const arrive = () => {
    const now = performance.now();
    to.cork();
    while (underWay.length && underWay[0]!.due <= now) {
      const { chunk } = underWay.shift()!;
      if (chunk) to.write(chunk);
      else to.end();
    }
    to.uncork();
    if (underWay.length) setTimeout(arrive, underWay[0]!.due - now);
    if (to.writableNeedDrain && !from.isPaused()) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  };
  from.on('data', add);
  from.on('end', () => add());
  // Who breaks off is broken off with.
  from.on('error', () => to.destroy());
}

if (require.main === module) serve(Number(process.argv[2]), Number(process.argv[3]));
