import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MailtargetError } from '../../model';
import { noCounts, type TrackingCounts } from '../counts';
import type { Desk } from '../desk/desk';
import type { Hit } from '../request';
import type { FromServer, ThreadData, ToServer } from './protocol';

/** Beside this file, compiled or not. */
const THREAD_FILE = join(__dirname, `thread${extname(__filename)}`);
/** Megabytes. What is under way is bounded, so that it needs no more. */
const MEMORY = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 };

/** A server in a thread of its own, which asks the desk in this one. */
export interface ServerThread {
  port: number;
  counts(): Promise<TrackingCounts>;
  /** Answers what is under way, and takes nothing more. */
  close(): Promise<void>;
  /** Resolves when the thread has ended, with what it ended from if nobody closed it. */
  ended: Promise<Error | undefined>;
}

/** @throws MailtargetError PORT_UNAVAILABLE, with a sentence that says why */
export function startServerThread(
  data: ThreadData,
  desk: Desk,
  onError: (error: unknown) => void,
): Promise<ServerThread> {
  const worker = new Worker(THREAD_FILE, {
    workerData: data,
    name: 'mailtarget tracking',
    resourceLimits: MEMORY,
  });
  const post = (message: ToServer) => worker.postMessage(message);
  const counting = new Map<number, (counts: TrackingCounts) => void>();
  let last = noCounts();
  let lastId = 0;
  let closing = false;

  const answer = async (id: number, work: () => Promise<unknown>) => {
    try {
      post({ type: 'answer', id, value: await work() });
    } catch (error) {
      onError(error);
      // Whoever asked is told to try again.
      post({ type: 'failed', id });
    }
  };

  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const ended = new Promise<Error | undefined>((end) => {
      worker.on('error', (error: Error) => (failure = error));
      worker.on('exit', () => {
        for (const tell of counting.values()) tell(last);
        const why = failure ?? new Error('The tracking server stopped.');
        reject(why);
        end(closing ? undefined : why);
      });
    });
    worker.on('message', (message: FromServer) => {
      switch (message.type) {
        case 'hits':
          return void answer(message.id, () => desk.take(JSON.parse(message.hits) as Hit[]));
        case 'ask': {
          const { question, args } = message;
          return void answer(message.id, () => (desk[question] as Question).apply(desk, args));
        }
        case 'trouble':
          return onError(new Error(message.message));
        case 'counts':
          last = message.counts;
          counting.get(message.id)?.(last);
          return void counting.delete(message.id);
        case 'not listening':
          reject(portUnavailable(data, message));
          return void worker.terminate();
        case 'listening':
          return resolve({
            port: message.port,
            ended,
            counts: () =>
              new Promise((tell) => {
                const id = ++lastId;
                if (closing) return tell(last);
                counting.set(id, tell);
                post({ type: 'count', id });
              }),
            async close() {
              closing = true;
              post({ type: 'close' });
              await ended;
            },
          });
      }
    });
  });
}

type Question = (...args: unknown[]) => Promise<unknown>;

function portUnavailable(
  { port, host }: ThreadData,
  { code, message }: { code: string; message: string },
): MailtargetError {
  const where = host === undefined ? `port ${port}` : `port ${port} of ${host}`;
  const why: Record<string, string> = {
    EADDRINUSE: `Another program listens on ${where}. Choose another port for tracking, or stop that program.`,
    EACCES: `This process may not listen on ${where}. Choose a port above 1023 for tracking, and let a reverse proxy lead there.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Leave the host of tracking empty to listen on all of them.`,
  };
  return new MailtargetError(
    'PORT_UNAVAILABLE',
    why[code] ?? `The tracking server cannot listen on ${where}: ${message}.`,
    { field: 'port', port },
  );
}
