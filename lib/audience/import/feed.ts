import { type Clock, MailtargetError } from '../../model';
import type { ToReader } from './protocol';

/** Bytes that may wait to be read, and how many are passed on at a time. */
const MAX_AHEAD = 1024 * 1024;
const PIECE = 64 * 1024;

/** @throws MailtargetError INVALID_INPUT: a caller without types may give anything */
export function readerOf(csv: ReadableStream<Uint8Array>): ReadableStreamDefaultReader<Uint8Array> {
  if (csv instanceof ReadableStream && !csv.locked) return csv.getReader();
  throw new MailtargetError('INVALID_INPUT', 'Give the CSV as a ReadableStream that nobody reads.');
}

/** Passes the bytes on, never more than some ahead of what was taken. */
export function feed(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  clock: Clock,
  post: (message: ToReader) => void,
) {
  let ahead = 0;
  let failure: MailtargetError | undefined;
  let stopped = false;
  let wake = () => {};

  const pass = async (chunk: unknown) => {
    if (!(chunk instanceof Uint8Array)) throw notBytes();
    for (let start = 0; start < chunk.length && !stopped; start += PIECE) {
      while (ahead >= MAX_AHEAD && !stopped) await new Promise<void>((resolve) => (wake = resolve));
      // A copy: what a small chunk is a part of may be large.
      const bytes = new Uint8Array(chunk.subarray(start, start + PIECE));
      ahead += bytes.length;
      post({ type: 'bytes', bytes, now: clock.now() });
    }
  };
  const run = async () => {
    try {
      for (let read = await reader.read(); !read.done && !stopped; read = await reader.read()) {
        await pass(read.value);
      }
      post({ type: 'end', how: 'finished' });
    } catch (error) {
      failure = error instanceof MailtargetError ? error : brokenOff(error);
      post({ type: 'end', how: 'broken off' });
    }
  };
  const running = run();
  return {
    /** What the stream failed with. */
    failure: () => failure,
    onTaken(bytes: number) {
      ahead -= bytes;
      wake();
    },
    /** Whoever makes the bytes hears that no more are wanted. */
    async stop() {
      stopped = true;
      wake();
      // Not waited for: a source that stalls may never answer.
      reader.cancel().catch(() => {});
      await running;
    },
  };
}

const brokenOff = (error: unknown) =>
  new MailtargetError(
    'CSV_INVALID',
    `The file could not be read to its end (${error instanceof Error ? error.message : String(error)}). Rows that were imported stay: import the file again.`,
    {},
    { cause: error },
  );

const notBytes = () =>
  new MailtargetError('INVALID_INPUT', 'Give the CSV as a stream of bytes (Uint8Array), not of text.');
