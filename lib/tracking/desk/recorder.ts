import type { Happening } from '../../events';
import type { TrackingDeps } from '../deps';

/** One transaction's; a write of that size keeps others waiting for some tens of ms. */
const MOST_TOGETHER = 1000;

interface Waiting {
  happenings: Happening[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Records what comes, one transaction after the other; what comes meanwhile shares the next one. */
export class Recorder {
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly record: TrackingDeps['record']) {}

  /** Resolves once they are durable. */
  add(happenings: Happening[]): Promise<void> {
    if (happenings.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ happenings, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves once nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const together = this.#next();
      try {
        await this.record(together.flatMap(({ happenings }) => happenings));
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.#running = undefined;
  }

  #next(): Waiting[] {
    let count = 0;
    const fitting = this.#waiting.findIndex(
      ({ happenings }, index) => (count += happenings.length) > MOST_TOGETHER && index > 0,
    );
    return this.#waiting.splice(0, fitting < 0 ? this.#waiting.length : fitting);
  }
}
