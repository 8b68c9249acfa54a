import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';

/** Without a terminal the bar becomes a line now and then. */
const LINE_EVERY = 2000;
const MEGABYTE = 1024 * 1024;
const PIECE = 256 * 1024;

/** @throws Error with a sentence, where it is no file that can be read */
export async function sizeOf(file: string): Promise<number> {
  try {
    await access(file, constants.R_OK);
    const found = await stat(file);
    if (found.isDirectory()) throw new Error('it is a folder');
    return found.size;
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as Error).message}).`, { cause: error });
  }
}

export const cannotWrite = (file: string, error: Error, advice: string): Error =>
  new Error(`${file} cannot be written (${error.message}). ${advice}`, { cause: error });

/** Reads a file and draws how far it was read. */
export async function readWithProgress<T>(
  { file, size }: { file: string; size: number },
  work: (bytes: ReadableStream<Uint8Array>) => Promise<T>,
): Promise<T> {
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
