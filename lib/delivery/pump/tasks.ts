/** What goes on at the same time; the first error of it is kept until somebody asks. */
export class Tasks {
  readonly #running = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(
    private readonly onFailure: () => void,
    /** Called whenever one is over. */
    private readonly onOver: () => void,
  ) {}

  get size(): number {
    return this.#running.size;
  }

  add(work: Promise<unknown>): void {
    const tracked = work
      .then(
        () => {},
        (error: unknown) => {
          this.#failure ??= { error };
          this.onFailure();
        },
      )
      .finally(() => {
        this.#running.delete(tracked);
        this.onOver();
      });
    this.#running.add(tracked);
  }

  /** Resolves when those are over that run now. */
  async over(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** @throws the first error, once */
  throwFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
  }
}
