import type { Clock } from '../../model';
import { Rest } from './rest';

/** The rests of several, by their keys. */
export class Rests<Key> {
  readonly #rests = new Map<Key, Rest>();

  constructor(private readonly clock: Clock) {}

  /** An instant; in the past when there is no rest. */
  until(key: Key): number {
    return this.#rests.get(key)?.until ?? 0;
  }

  isOn(key: Key): boolean {
    return this.#rests.get(key)?.isOn ?? false;
  }

  /** Why it rests; null when it does not. */
  reason(key: Key): string | null {
    return this.isOn(key) ? this.#rests.get(key)!.reason : null;
  }

  /** Whether it rests, or did and has not worked since. */
  has(key: Key): boolean {
    return this.#rests.has(key);
  }

  begin(key: Key, reason: string): void {
    const rest = this.#rests.get(key) ?? new Rest(this.clock);
    this.#rests.set(key, rest);
    rest.begin(reason);
  }

  /** It works again. */
  end(key: Key): void {
    this.#rests.delete(key);
  }

  forgetAllBut(keys: readonly Key[]): void {
    for (const key of this.#rests.keys()) if (!keys.includes(key)) this.#rests.delete(key);
  }
}
