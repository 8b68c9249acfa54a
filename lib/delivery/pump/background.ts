/** What goes on beside everything else, and is waited for in the end. */
export class Background {
  readonly #works = new Set<Promise<void>>();

  /** @param onError told at once: others may go on for long */
  constructor(private readonly onError: (error: unknown) => void) {}

  get isEmpty(): boolean {
    return this.#works.size === 0;
  }

  add(work: Promise<unknown>): void {
    const tracked = work.then(() => {}, this.onError).finally(() => this.#works.delete(tracked));
    this.#works.add(tracked);
  }

  /** Resolves when all of it is over, or `signal` is aborted. */
  async over(signal?: AbortSignal): Promise<void> {
    while (!this.isEmpty && !signal?.aborted) await overOrAborted(Promise.all(this.#works), signal);
  }
}

/** Waits for some work, but no longer than until `signal` is aborted. */
export function overOrAborted(work: Promise<unknown>, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return resolve();
    const stop = () => resolve();
    signal?.addEventListener('abort', stop, { once: true });
    work.then(() => resolve(), reject).finally(() => signal?.removeEventListener('abort', stop));
  });
}
