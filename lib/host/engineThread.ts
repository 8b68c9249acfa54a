import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { deserializeError, type EngineOptions, MailtargetError } from '../model';
import type { TrackingRequest, TrackingResponse } from '../tracking';
import { closeAtExit } from './closeAtExit';
import { inLargePieces } from './inLargePieces';
import type { Group } from './methods';
import { type PlainResponse, fromPlain } from './plainResponse';
import type { FromThread, ThreadData, ToThread } from './protocol';
import { untilExit } from './untilExit';

/** Beside this file, compiled or not. */
const THREAD_FILE = join(__dirname, `thread${extname(__filename)}`);
/** What is on the wire is waited for this long when the engine closes. */
const CLOSE_PATIENCE_MS = 70_000;
/** Megabytes for what is short-lived; a busy thread would take 48 by default, and keep them. */
const YOUNG_GENERATION = 8;
/**
 * Megabytes for the rest, ten times what a busy thread needs. The closer the limit, the sooner V8 collects: with its own limit of some
 * gigabytes it let 30 MB more lie while a campaign was being sent.
 */
const OLD_GENERATION = 512;
const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 30_000;

interface Call {
  resolve: (value: unknown) => void;
  reject: (error: MailtargetError) => void;
}

/** A thread that is up; `ready` tells whether its engine is. */
interface Running {
  worker: Worker;
  ready: Promise<void>;
  exited: Promise<void>;
}

/**
 * An engine in a worker thread. When the thread dies, whoever waits for an answer is told with ENGINE_STOPPED, and a
 * new one is started: campaigns that were being sent go on.
 */
export class EngineThread {
  #running: Running | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restartMs = FIRST_RESTART_MS;
  #closed = false;
  #lastId = 0;
  readonly #calls = new Map<number, Call>();

  /** @param options what the thread is started with, now and after it died */
  constructor(public options: EngineOptions) {}

  /** Resolves when the engine is up; throws what kept it from starting. */
  async ready(): Promise<void> {
    await this.#start().ready;
  }

  /** @throws MailtargetError what the engine throws, or ENGINE_STOPPED when its thread died meanwhile */
  call(group: Group, method: string, args: unknown[]): Promise<unknown> {
    return this.#ask(`${group}.${method}`, (id) => {
      const sent = args.map((arg) => (arg instanceof ReadableStream ? inLargePieces(arg) : arg));
      const streams = sent.filter((arg) => arg instanceof ReadableStream);
      return { message: { type: 'call', id, group, method, args: sent }, streams };
    });
  }

  /**
   * Has the engine answer a request for a link of a message.
   * @throws MailtargetError ENGINE_STOPPED when its thread died meanwhile
   */
  async track(request: TrackingRequest): Promise<TrackingResponse> {
    const answer = await this.#ask('tracking', (id) => ({ message: { type: 'track', id, request } }));
    return fromPlain(answer as PlainResponse);
  }

  async #ask(
    what: string,
    make: (id: number) => { message: ToThread; streams?: ReadableStream[] },
  ): Promise<unknown> {
    if (this.#closed) throw stopped('The engine was closed.');
    const { worker, ready } = this.#start();
    await ready;
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      try {
        const { message, streams = [] } = make(id);
        worker.postMessage(message, streams);
      } catch (cause) {
        const { name, message } = cause as Error;
        // The copy for the thread calls itself for each level of an object.
        const why = name === 'RangeError' ? 'The data is nested more than 10 deep.' : message;
        return reject(
          new MailtargetError('INVALID_INPUT', `${what} takes plain JSON: ${why}`, {}, { cause }),
        );
      }
      this.#calls.set(id, { resolve, reject });
      worker.ref();
    });
  }

  /** Lets the engine finish what is on the wire. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    if (!this.#running) return;
    const { worker, exited } = this.#running;
    worker.ref();
    worker.postMessage({ type: 'close' } satisfies ToThread);
    const tooLong = setTimeout(() => void worker.terminate(), CLOSE_PATIENCE_MS);
    await exited;
    clearTimeout(tooLong);
  }

  #start(): Running {
    if (this.#running) return this.#running;
    clearTimeout(this.#restart);
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(THREAD_FILE, {
      workerData: { options: this.options, ended } satisfies ThreadData,
      name: 'mailtarget engine',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION, maxOldGenerationSizeMb: OLD_GENERATION },
    });
    closeAtExit(worker, ended);
    const up = Promise.withResolvers<void>();
    const down = Promise.withResolvers<void>();
    // Whoever waits for `ready` hears of a failure; without this, a restart nobody waits for would be an unhandled one.
    up.promise.catch(() => {});
    let cause: unknown;
    worker.on('error', (error: unknown) => {
      cause = error;
    });
    worker.on('message', (message: FromThread) => {
      if (message.type === 'ready') {
        this.#restartMs = FIRST_RESTART_MS;
        if (this.#calls.size === 0) worker.unref();
        up.resolve();
      } else if (message.type === 'failed') up.reject(deserializeError(message.error));
      else this.#settle(this.#running!, message);
    });
    worker.on('exit', () => {
      up.reject(stopped('The engine stopped while it was starting.', cause));
      this.#onExit(cause);
      down.resolve();
    });
    this.#running = { worker, ready: up.promise, exited: down.promise };
    return this.#running;
  }

  #settle({ worker, exited }: Running, message: Extract<FromThread, { id: number }>): void {
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    // A thread that nobody waits for does not keep the process alive.
    if (this.#calls.size === 0) worker.unref();
    if (message.type === 'error') return call?.reject(deserializeError(message.error));
    const { value } = message;
    const failure = () => stopped('The engine stopped before it had told everything.');
    call?.resolve(value instanceof ReadableStream ? untilExit(value, exited, failure) : value);
  }

  #onExit(cause: unknown): void {
    this.#running = undefined;
    const what = this.#closed
      ? 'was closed before it answered.'
      : 'stopped before it answered and is started again.';
    for (const { reject } of this.#calls.values()) reject(stopped(`The engine ${what}`, cause));
    this.#calls.clear();
    if (this.#closed) return;
    this.#restart = setTimeout(() => this.#start(), this.#restartMs).unref();
    this.#restartMs = Math.min(this.#restartMs * 2, LONGEST_RESTART_MS);
  }
}

function stopped(sentence: string, cause?: unknown): MailtargetError {
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  return new MailtargetError(
    'ENGINE_STOPPED',
    `${sentence}${why} Look at the campaign's status before you try again.`,
    {},
    { cause },
  );
}
