import type { Group } from '../pace';

/** Messages between their mark and their answer, by group: of all shipments to one place, also of those that end. */
export class UnderWay {
  readonly #counts = new Map<Group, number>();
  readonly #shipments = new Set<() => void>();

  /** @param wake called when there is less of another shipment */
  join(wake: () => void): void {
    this.#shipments.add(wake);
  }

  leave(wake: () => void): void {
    this.#shipments.delete(wake);
  }

  count(group: Group): number {
    return this.#counts.get(group) ?? 0;
  }

  add(group: Group): void {
    this.#counts.set(group, this.count(group) + 1);
  }

  /** @param own of the shipment that it belonged to */
  remove(group: Group, own: () => void): void {
    const left = this.count(group) - 1;
    if (left > 0) this.#counts.set(group, left);
    else this.#counts.delete(group);
    for (const wake of this.#shipments) if (wake !== own) wake();
  }
}
