import PQueue from 'p-queue';
import type { Clock } from '../model';
import type { JobHandler, Jobs } from './jobs';

/**
 * Jobs within this process, on p-queue. Nothing is kept: on start whoever owns the domain tables enqueues what they
 * say is open.
 */
export class LocalJobs implements Jobs {
  readonly #queue: PQueue;
  readonly #handlers = new Map<string, JobHandler>();
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  /** Asked for while they ran: they may have looked before there was something to see. */
  readonly #again = new Set<string>();
  readonly #alarms = new Map<string, { instant: number; cancel: () => void }>();
  readonly #stop = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly onError: (job: string, error: unknown) => void,
    concurrency: number,
  ) {
    this.#queue = new PQueue({ concurrency });
  }

  handle(name: string, handler: JobHandler): void {
    this.#handlers.set(name, handler);
  }

  enqueue(name: string, argument = '', notBefore?: number): void {
    if (this.#stop.signal.aborted) return;
    if (notBefore === undefined || notBefore <= this.clock.now()) this.#add(name, argument);
    else this.#addAt(notBefore, name, argument);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    for (const { cancel } of this.#alarms.values()) cancel();
    this.#queue.clear();
    await this.#queue.onIdle();
  }

  #addAt(instant: number, name: string, argument: string): void {
    const job = keyOf(name, argument);
    const set = this.#alarms.get(job);
    if (set && set.instant <= instant) return;
    set?.cancel();
    const cancel = this.clock.at(instant, () => {
      this.#alarms.delete(job);
      this.#add(name, argument);
    });
    this.#alarms.set(job, { instant, cancel });
  }

  #add(name: string, argument: string): void {
    const job = keyOf(name, argument);
    if (this.#running.has(job)) this.#again.add(job);
    else if (!this.#waiting.has(job)) {
      this.#waiting.add(job);
      void this.#queue.add(() => this.#run(job, name, argument));
    }
  }

  async #run(job: string, name: string, argument: string): Promise<void> {
    this.#waiting.delete(job);
    this.#running.add(job);
    try {
      await this.#handlers.get(name)?.(argument, this.#stop.signal);
    } catch (error) {
      this.onError(job, error);
    } finally {
      this.#running.delete(job);
      if (this.#again.delete(job) && !this.#stop.signal.aborted) this.#add(name, argument);
    }
  }
}

const keyOf = (name: string, argument: string): string => `${name} ${argument}`;
