import { type Clock, sleepUntil } from '../../model';
import { type Carrier, MAX_BATCH } from '../fleet';
import { carriersNow } from './carriersNow';
import type { Claimed, Sending } from './claims';
import { deal, type Hand } from './deal';

/** Whose hand stays full for so long does not keep up with its share: the others go on without it. */
const PATIENCE_MS = 15_000;
/** How often somebody who waits for the others looks whether they still keep up. */
const LOOK_AGAIN_MS = 1_000;

export interface DealerDependencies {
  clock: Clock;
  carriers: readonly Carrier[];
  /** The next batch that is due, of a campaign that `may` be claimed; nothing when there is none at the moment. */
  claim: (size: number, may: (sending: Sending) => boolean, signal: AbortSignal) => Promise<Claimed[]>;
  giveBack: (deliveries: readonly Claimed[]) => Promise<void>;
}

/** Deals what is claimed among the transports that may carry it, by their shares. Who is ahead of the others waits for them. */
export class Dealer {
  /** Of those who are at it. */
  readonly #hands = new Map<Carrier, Hand>();
  #last: Promise<unknown> = Promise.resolve();
  #changed = new AbortController();

  constructor(private readonly deps: DealerDependencies) {}

  carriersOf(sending: Sending): Carrier[] {
    return carriersNow(sending, this.deps.carriers);
  }

  /** From now on it is dealt to. */
  join(carrier: Carrier): void {
    const hand = { cards: [], share: carrier.share, credit: 0, fullSince: Infinity, isTried: false };
    this.#hands.set(carrier, hand);
  }

  /** Takes back what it was dealt. */
  async leave(carrier: Carrier): Promise<void> {
    const cards = this.#takeUp(this.#hands.get(carrier)!);
    this.#hands.delete(carrier);
    this.#wake();
    await this.deps.giveBack(cards);
  }

  /** What a transport sends next; nothing when there is none at the moment. */
  async next(carrier: Carrier, signal: AbortSignal): Promise<Claimed[]> {
    while (!signal.aborted && carrier.isReady) {
      const { cards, isAhead } = await this.#oneAtATime(() => this.#look(carrier, signal));
      if (cards.length > 0 || !isAhead) return cards;
      const change = AbortSignal.any([signal, this.#changed.signal]);
      await sleepUntil(this.deps.clock, this.deps.clock.now() + LOOK_AGAIN_MS, change);
    }
    // It stays at it while something is on the wire: others need not wait for that.
    await this.deps.giveBack(this.#takeUp(this.#hands.get(carrier)!));
    return [];
  }

  async #look(carrier: Carrier, signal: AbortSignal): Promise<{ cards: Claimed[]; isAhead: boolean }> {
    const hand = this.#hands.get(carrier)!;
    let isAhead = false;
    if (hand.cards.length === 0) {
      const may = (sending: Sending) => {
        const among = this.#among(sending);
        if (!among.includes(carrier)) return false;
        const waits = among.some((other) => this.#isFull(other));
        isAhead ||= waits;
        return !waits;
      };
      const batch = await this.deps.claim(this.#batchSize(), may, signal);
      isAhead ||= batch.length > 0;
      // Whoever it was claimed for may be down by now: it would be too much for the others.
      const size = this.#batchSize();
      if (batch.length > size) await this.deps.giveBack(batch.slice(size));
      await this.#deal(batch.slice(0, size));
    }
    return { cards: this.#takeUp(hand), isAhead };
  }

  /** How much those who are at it claim at a time. */
  #batchSize(): number {
    const ready = [...this.#hands.keys()].filter(({ isReady }) => isReady);
    const size = ready.reduce((sum, { isOnTrial, batchSize }) => sum + (isOnTrial ? 1 : batchSize), 0);
    return Math.min(size, MAX_BATCH);
  }

  #takeUp(hand: Hand): Claimed[] {
    const { cards } = hand;
    hand.cards = [];
    hand.fullSince = Infinity;
    // Two who wait for a third would wake each other for ever.
    if (cards.length > 0) this.#wake();
    return cards;
  }

  async #deal(batch: readonly Claimed[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    const among = this.#among(first);
    const others = among.filter((carrier) => !carrier.isOnTrial);
    const rest = this.#dealTrials(
      batch,
      among.filter((carrier) => carrier.isOnTrial),
    );
    // Whoever asked for it may be out of order by now.
    if (others.length === 0 && rest.length > 0) await this.deps.giveBack(rest);
    else
      deal(
        rest,
        others.map((carrier) => this.#hands.get(carrier)!),
      );
    const now = this.deps.clock.now();
    for (const carrier of others) {
      const hand = this.#hands.get(carrier)!;
      if (this.#isFull(carrier)) hand.fullSince = Math.min(hand.fullSince, now);
    }
    this.#wake();
  }

  /** One delivery each. @returns what is left of them */
  #dealTrials(batch: readonly Claimed[], onTrial: readonly Carrier[]): readonly Claimed[] {
    for (const [index, delivery] of batch.slice(0, onTrial.length).entries()) {
      const hand = this.#hands.get(onTrial[index]!)!;
      hand.cards.push(delivery);
      hand.isTried = true;
    }
    return batch.slice(onTrial.length);
  }

  /** Those who are dealt a campaign's deliveries. */
  #among(sending: Sending): Carrier[] {
    const latest = this.deps.clock.now() - PATIENCE_MS;
    return this.carriersOf(sending).filter((carrier) => {
      const hand = this.#hands.get(carrier);
      if (!hand) return false;
      return carrier.isOnTrial ? !hand.isTried : hand.fullSince > latest;
    });
  }

  #isFull(carrier: Carrier): boolean {
    return !carrier.isOnTrial && this.#hands.get(carrier)!.cards.length >= carrier.batchSize;
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  #wake(): void {
    this.#changed.abort();
    this.#changed = new AbortController();
  }
}
