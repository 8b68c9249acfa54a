import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { SingleBar } from 'cli-progress';

/** Without a terminal the bar becomes a line now and then. */
const LINE_EVERY = 2000;
const MEGABYTE = 1024 * 1024;
const PIECE = 256 * 1024;

/** Reads a file and draws how far it was read. */
export async function readWithProgress<T>(
  file: string,
  work: (bytes: ReadableStream<Uint8Array>) => Promise<T>,
): Promise<T> {
  const { size } = await stat(file).catch((error: Error) => {
    throw new Error(`${file} cannot be read (${error.message}).`, { cause: error });
  });
  const bar = new SingleBar({
    format: 'Reading  {bar} {percentage} % of {megabytes} MB',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY,
  });
  bar.start(Math.max(1, size), 0, { megabytes: (size / MEGABYTE).toFixed(1) });
  const input = createReadStream(file, { highWaterMark: PIECE });
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of input as AsyncIterable<Buffer>) {
      yield piece;
      bar.increment(piece.length);
    }
  }
  try {
    return await work(ReadableStream.from(counted()));
  } finally {
    bar.stop();
    input.destroy();
  }
}

/** A stream that a file's bytes go to. */
export const toNode = (csv: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(csv as Parameters<typeof Readable.fromWeb>[0]);
