import type { Clock } from '../../model';

const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;

/** A pause after something failed that is tried again: each in a row is twice as long. */
export class Rest {
  #until = 0;
  #length = FIRST_MS;
  #reason: string | null = null;

  constructor(private readonly clock: Clock) {}

  /** An instant; in the past when there is no rest. */
  get until(): number {
    return this.#until;
  }

  /** Why nothing is tried at the moment; or what failed last, and has not worked since. */
  get reason(): string | null {
    return this.#reason;
  }

  get isOn(): boolean {
    return this.#until > this.clock.now();
  }

  /** @param atLeast ms */
  begin(reason: string, atLeast = 0): void {
    if (this.isOn) return;
    this.#reason = reason;
    this.#until = this.clock.now() + Math.max(this.#length, atLeast);
    this.#length = Math.min(this.#length * 2, LONGEST_MS);
  }

  /** It works again. */
  end(): void {
    this.#until = 0;
    this.#length = FIRST_MS;
    this.#reason = null;
  }
}
