/** What goes on beside everything else, and is waited for in the end. */
export class Background {
  readonly #works = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  get isEmpty(): boolean {
    return this.#works.size === 0;
  }

  add(work: Promise<unknown>): void {
    const tracked = work
      .then(
        () => {},
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => this.#works.delete(tracked));
    this.#works.add(tracked);
  }

  /**
   * Resolves when all of it is over, or `signal` is aborted.
   * @throws the first error of it, once
   */
  async over(signal?: AbortSignal): Promise<void> {
    while (!this.isEmpty && !signal?.aborted) await overOrAborted(Promise.all(this.#works), signal);
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
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
