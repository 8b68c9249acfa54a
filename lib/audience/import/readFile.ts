import { extname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Clock, deserializeError, MailtargetError } from '../../model';
import { feed, readerOf } from './feed';
import type { FileSummary } from './fileReader';
import type { BatchOf, FromReader, Job, LateRefusal, ToReader } from './protocol';

/** Beside this file, compiled or not. */
const THREAD_FILE = join(__dirname, `readThread${extname(__filename)}`);
/** Megabytes. Without limits the thread would keep 40 more than it needs; what it needs is bounded, however long the file is. */
const MEMORY = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };

export interface Writing<Kind extends Job['kind']> {
  /** The custom fields in the file, before the first batch. */
  onFields?: (tags: readonly string[]) => void;
  /** @returns those that are refused after all */
  write: (batch: BatchOf[Kind]) => Promise<readonly LateRefusal[]>;
}

/**
 * Reads a CSV in a thread of its own, at most a few batches ahead of what is written. When the file cannot be read on, what was
 * read is written first.
 * @param closed aborted when the store is closed, which ends the import
 * @throws MailtargetError CSV_INVALID when the header or the file's form is wrong, ENGINE_STOPPED, and what the stream, or writing,
 *         throws
 */
export async function readFile<Kind extends Job['kind']>(
  csv: ReadableStream<Uint8Array>,
  { clock, closed }: { clock: Clock; closed: AbortSignal },
  job: Job & { kind: Kind },
  { onFields, write }: Writing<Kind>,
): Promise<FileSummary> {
  const bytes = readerOf(csv);
  const worker = new Worker(THREAD_FILE, {
    workerData: job,
    name: 'mailtarget import',
    resourceLimits: MEMORY,
  });
  const post = (message: ToReader) => worker.postMessage(message);
  const inbox = inboxOf(worker, closed);
  const feeding = feed(bytes, clock, post);
  try {
    for (;;) {
      const message = await inbox.next();
      if (message.type === 'taken') feeding.onTaken(message.bytes);
      else if (message.type === 'fields') onFields?.(message.tags);
      else if (message.type === 'batch') {
        const refused = await write(message.batch as BatchOf[Kind]);
        post({ type: 'written', refused });
        // Others on this thread get their turn.
        await nextTurn();
      } else {
        const failure = feeding.failure();
        if (failure) throw failure;
        if (message.type === 'failed') throw deserializeError(message.error);
        return message.summary;
      }
    }
  } catch (error) {
    throw closed.aborted ? stopped('The engine was closed in the middle of the import') : error;
  } finally {
    await Promise.all([worker.terminate(), feeding.stop()]);
  }
}

/** What the thread says, one after the other. */
function inboxOf(worker: Worker, closed: AbortSignal) {
  const waiting: FromReader[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  const fail = (error: unknown) => {
    failure ??= error as Error;
    wake();
  };
  worker.on('message', (message: FromReader) => {
    waiting.push(message);
    wake();
  });
  worker.on('error', ({ message }: Error) => fail(stopped(`The import stopped (${message})`)));
  const onClosed = () => fail(closed.reason);
  closed.addEventListener('abort', onClosed);
  worker.on('exit', () => {
    closed.removeEventListener('abort', onClosed);
    fail(stopped('The import stopped'));
  });
  return {
    async next(): Promise<FromReader> {
      while (waiting.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return waiting.shift()!;
    },
  };
}

const stopped = (what: string) =>
  new MailtargetError('ENGINE_STOPPED', `${what}. Rows that were imported stay: import the file again.`);
