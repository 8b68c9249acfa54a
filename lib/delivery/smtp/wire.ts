import type { Socket } from 'node:net';
import type { Reply } from '../../model';
import type { Extensions } from './extensions';
import { replyReader } from './readReplies';
import type { Silence } from './silence';

/** The server closes the transmission channel (RFC 5321 section 4.2.3). */
export const CLOSING = 421;

/** How long a server may take to close its side after QUIT. */
const CLOSE_MS = 1000;

interface Reader {
  patience: keyof Silence;
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

/** A connection on which the server has answered EHLO and taken the login: commands go out, replies come in, in order. */
export class Wire {
  /** Nothing has been settled by a reply of its server yet: what goes wrong says something about the server. */
  fresh = true;
  /** A refused message left its transaction open. */
  needsReset = false;
  /** The server has said that it goes: it looks at nothing behind that reply. */
  closing = false;
  readonly #replies: Reply[] = [];
  #reader: Reader | undefined;
  /** A reply has begun and not ended. */
  #isInReply = false;
  /** By then the reader's reply must be there whole. */
  #deadline: NodeJS.Timeout | undefined;
  /** Replies that are still to come. */
  #owed = 0;
  #unflushed = 0;
  #whenFlushed: (() => void) | undefined;
  #lost: Error | undefined;

  constructor(
    private readonly socket: Socket,
    readonly extensions: Extensions,
    private readonly silence: Silence,
  ) {
    const read = replyReader((reply) => this.#receive(reply));
    socket
      .on('data', (chunk: Buffer) => {
        try {
          this.#isInReply = read(chunk);
          if (this.#isInReply) this.#watch();
        } catch (error) {
          this.#lose(error as Error);
        }
      })
      .on('error', (error) => this.#lose(error))
      .on('timeout', () => this.#lose(new Error('The server has gone silent')))
      .on('end', () => this.#lose(new Error('The server closed the connection')))
      .on('close', () => this.#lose(new Error('The connection was closed')));
    socket.setTimeout(0);
  }

  get usable(): boolean {
    return !this.#lost && !this.socket.destroyed;
  }

  /** @throws Error when the connection is lost */
  refuseLost(): void {
    if (this.#lost) throw this.#lost;
  }

  /** Writes pieces of a message and commands in one go. @param replies how many will answer them */
  write(pieces: readonly (string | Buffer)[], replies: number): void {
    this.#owed += replies;
    this.#unflushed++;
    const { socket } = this;
    // Corked, they leave in one system call.
    socket.cork();
    for (const piece of pieces.slice(0, -1)) socket.write(piece);
    socket.write(pieces.at(-1)!, () => this.#flushed());
    socket.uncork();
  }

  /** Whether what was written has left for the system's buffers: only then a further byte would follow at once. */
  get flushed(): boolean {
    return this.#unflushed === 0;
  }

  /** Resolves once that is so, or the connection is lost. */
  async whenFlushed(): Promise<void> {
    while (!this.flushed && this.usable) {
      await new Promise<void>((resolve) => {
        this.#whenFlushed = resolve;
      });
    }
  }

  /**
   * The next reply.
   * @param patience how long it may take, from when all has been written until it is there whole
   * @throws Error when the connection is lost before it
   */
  read(patience: keyof Silence): Promise<Reply> | Reply {
    const reply = this.#replies.shift();
    if (reply) return reply;
    this.refuseLost();
    return new Promise((resolve, reject) => {
      this.#reader = { patience, resolve, reject };
      this.#watch();
    });
  }

  /** Ends it without a word. Replies that nobody has read yet answer nobody knows what. */
  drop(why: string): void {
    if (this.#replies.length > 0) this.closing = false;
    this.#replies.length = 0;
    this.#lose(new Error(why));
  }

  /** Ends it as it should be. */
  quit(): void {
    if (!this.usable) return;
    this.#lost = new Error('We have closed the connection');
    this.socket.end('QUIT\r\n');
    setTimeout(() => this.socket.destroy(), CLOSE_MS).unref();
  }

  #receive(reply: Reply): void {
    if (this.#lost) return;
    if (this.#owed === 0) return this.#lose(new Error(`The server said, unasked: ${reply.text}`));
    this.#owed--;
    const reader = this.#reader;
    this.#reader = undefined;
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    if (reader) {
      this.#watch();
      reader.resolve(reply);
    } else {
      this.#replies.push(reply);
    }
    if (reply.code !== CLOSING) return;
    this.closing = true;
    this.#lose(new Error(`The server closed the connection: ${reply.text}`));
  }

  /**
   * Sees to it that nobody waits for ever. A server may take what was written as slowly as it likes, but not stop taking it, whether
   * it has answered or not. From then on, or from the first byte of its reply, there is a deadline: byte by byte, a reply could take days.
   */
  #watch(): void {
    const ms = this.silence[this.#reader?.patience ?? 'content'];
    this.socket.setTimeout(this.flushed ? 0 : ms);
    if (!this.#reader || this.#deadline || !(this.flushed || this.#isInReply)) return;
    this.#deadline = setTimeout(() => this.#lose(new Error('The server takes too long to answer')), ms);
  }

  #flushed(): void {
    this.#unflushed--;
    if (this.flushed) this.#watch();
    if (this.flushed || !this.usable) this.#whenFlushed?.();
  }

  #lose(error: Error): void {
    if (this.#lost) return;
    this.#lost = error;
    clearTimeout(this.#deadline);
    this.socket.destroy();
    this.#reader?.reject(error);
    this.#reader = undefined;
    this.#whenFlushed?.();
  }
}
