import type { Group, Pace } from '../pace';
import type { Claimed } from './claims';
import type { Stock } from './stock';

/** What leaves within this time is kept claimed; what a slow domain takes later makes room for the others. */
const KEEP_MS = 10_000;

/** Deliveries that are claimed too early, and when they are to be claimed again. */
interface Postponed {
  deliveries: Claimed[];
  notBefore: number;
}

/** Of a group with a limit of its own, what is claimed is what leaves soon. The rest is put off, each for the time when it can leave. */
export class Surplus {
  /** Up to when the groups have enough to send. */
  readonly #fullUntil = new Map<Group, number>();

  constructor(private readonly pace: Pace) {}

  takeFrom(stock: Stock, now: number): Postponed[] {
    const postponed: Postponed[] = [];
    for (const group of stock.groups) {
      if (group === null) continue;
      const kept = Math.ceil((this.pace.rateOf(group) * KEEP_MS) / 1000);
      while (stock.count(group) > kept) {
        const notBefore = Math.max(now, this.#fullUntil.get(group) ?? 0) + KEEP_MS;
        this.#fullUntil.set(group, notBefore);
        const deliveries = stock.takeBehind(group, Math.max(kept, stock.count(group) - kept));
        postponed.push({ deliveries, notBefore });
      }
    }
    return postponed;
  }
}
