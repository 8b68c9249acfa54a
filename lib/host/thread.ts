/** What runs in the engine's thread: the engine, and a port through which the interface is called. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Engine, startEngine } from '../engine';
import { MailtargetError, serializeError } from '../model';
import type { TrackingRequest } from '../tracking';
import { methodsOf } from './methods';
import { type PlainResponse, toPlain } from './plainResponse';
import type { FromThread, ThreadData, ToThread } from './protocol';

const { options, ended } = workerData as ThreadData;
const port = parentPort!;
const post = (message: FromThread, streams: ReadableStream[] = []) => port.postMessage(message, streams);

process.once('exit', () => {
  Atomics.store(ended, 0, 1);
  Atomics.notify(ended, 0);
});
void main();

async function main(): Promise<void> {
  let engine: Engine;
  try {
    engine = await startEngine(options);
  } catch (error) {
    post({ type: 'failed', error: serializeError(error) });
    return;
  }
  let closing: Promise<void> | undefined;
  port.on('message', (message: ToThread) => {
    // Asked for again when the process exits meanwhile.
    if (message.type === 'close') closing ??= close(engine);
    else if (message.type === 'track') void answer(message.id, () => track(engine, message.request));
    else void answer(message.id, () => call(engine, message));
  });
  post({ type: 'ready' });
}

async function answer(id: number, work: () => Promise<unknown>): Promise<void> {
  try {
    const value = await work();
    post({ type: 'result', id, value }, value instanceof ReadableStream ? [value] : []);
  } catch (error) {
    post({ type: 'error', id, error: serializeError(error) });
  }
}

async function call(
  engine: Engine,
  { group, method, args }: Extract<ToThread, { type: 'call' }>,
): Promise<unknown> {
  if (!methodsOf(group).includes(method)) {
    throw new MailtargetError('NOT_SUPPORTED', `The engine has no ${group}.${method}.`);
  }
  const methods = engine[group] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  return methods[method]!(...args);
}

const track = async (engine: Engine, request: TrackingRequest): Promise<PlainResponse> =>
  toPlain(await engine.track(request));

async function close(engine: Engine): Promise<void> {
  await engine.close();
  // A call that still waits, for a stream that never ends perhaps, does not keep the thread.
  process.exit();
}
