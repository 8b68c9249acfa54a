import type { Claimed } from './claims';

/** What is dealt to a transport, and not taken up by it. */
export interface Hand {
  cards: Claimed[];
  /** Its part, whatever the parts add up to. */
  share: number;
  /** What it is owed, in messages. */
  credit: number;
  /** Since when it has as much as it claims at a time; Infinity while it has less. */
  fullSince: number;
  /** It has got the one delivery by which a transport on trial is tried. */
  isTried: boolean;
}

/** Deals a batch by shares, evenly through it: smooth weighted round robin. What does not come out even is made up for by the next. */
export function deal(batch: readonly Claimed[], hands: readonly Hand[]): void {
  const total = hands.reduce((sum, { share }) => sum + share, 0);
  for (const delivery of batch) {
    for (const hand of hands) hand.credit += hand.share / total;
    const next = hands.reduce((one, other) => (other.credit > one.credit ? other : one));
    next.credit--;
    next.cards.push(delivery);
  }
}
