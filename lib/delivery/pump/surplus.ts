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

  /** @param rateOfOthers messages a second that other transports can send to where this one goes */
  constructor(
    private readonly pace: Pick<Pace, 'rateOf'>,
    private readonly rateOfOthers: (delivery: Claimed) => number,
  ) {}

  takeFrom(stock: Stock, now: number): Postponed[] {
    const postponed: Postponed[] = [];
    for (const group of stock.groups) {
      if (group === null) continue;
      const rate = this.pace.rateOf(group);
      const kept = inKeepTime(rate);
      // What is put off is claimed by whoever is free then.
      const together = inKeepTime(rate + this.rateOfOthers(stock.first(group)));
      while (stock.count(group) > kept) {
        const notBefore = Math.max(now, this.#fullUntil.get(group) ?? 0) + KEEP_MS;
        this.#fullUntil.set(group, notBefore);
        const deliveries = stock.takeBehind(group, Math.max(kept, stock.count(group) - together));
        postponed.push({ deliveries, notBefore });
      }
    }
    return postponed;
  }
}

const inKeepTime = (perSecond: number): number => Math.ceil((perSecond * KEEP_MS) / 1000);
