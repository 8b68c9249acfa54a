import type { Readable } from 'node:stream';
import type { Client } from 'undici';
import { readStart } from '../../model';
import type { RawAnswer } from './answer';
import type { Silence } from './silence';

/** Bytes of an answer beyond these say nothing that would be kept. */
const MAX_ANSWER = 64 * 1024;

export interface Post {
  path: string;
  headers: Readonly<Record<string, string>>;
  content: readonly Buffer[];
  /** Asked once there is a connection, right before the first byte is written. */
  turn: () => boolean | Promise<boolean>;
}

/** How one request went. */
export type Exchange =
  | { type: 'answered'; answer: RawAnswer }
  /** Nothing was written: it was not its turn, or the connection was lost meanwhile. */
  | { type: 'returned'; error: unknown }
  /** Nothing was written: there was no connection. */
  | { type: 'unconnected'; error: unknown }
  /** At least the first byte was. */
  | { type: 'lost'; error: unknown };

/** How far a request is. */
interface Progress {
  turn?: Promise<boolean>;
  written: boolean;
  /** Whether anybody still waits for its end. */
  over: boolean;
  tooLong?: NodeJS.Timeout;
}

/** Sends one request on a connection that carries no other. Never rejects. */
export async function exchange(client: Client, post: Post, silence: Silence): Promise<Exchange> {
  const progress: Progress = { written: false, over: false };
  const giveUp = new AbortController();
  const onWritten = () => {
    progress.tooLong = setTimeout(() => giveUp.abort(new Error('No answer came in time')), silence.answer);
  };
  try {
    const { statusCode, headers, body } = await client.request({
      method: 'POST',
      path: post.path,
      headers: { ...post.headers, 'content-length': String(sizeOf(post.content)) },
      // Undici takes whatever can be iterated; its types name streams alone.
      body: bodyOf(post, progress, onWritten) as unknown as Readable,
      signal: giveUp.signal,
    });
    return {
      type: 'answered',
      answer: { status: statusCode, headers, body: await readStart(body, MAX_ANSWER) },
    };
  } catch (error) {
    progress.over = true;
    if (progress.written) return { type: 'lost', error };
    if (!progress.turn) return { type: 'unconnected', error };
    // Until it is known, the turn may still be given.
    await progress.turn.catch(() => false);
    return { type: 'returned', error };
  } finally {
    progress.over = true;
    clearTimeout(progress.tooLong);
  }
}

/** Undici asks for the first piece once it has a connection, and writes nothing before it has that. */
async function* bodyOf({ content, turn }: Post, progress: Progress, onWritten: () => void) {
  progress.turn = Promise.resolve(turn());
  if (!(await progress.turn) || progress.over) throw new Error('Not its turn');
  progress.written = true;
  yield* content;
  if (!progress.over) onWritten();
}

const sizeOf = (content: readonly Buffer[]): number => content.reduce((size, { length }) => size + length, 0);
