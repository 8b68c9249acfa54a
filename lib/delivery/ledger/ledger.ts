import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { CampaignKey, Clock } from '../../model';
import { type Db, isLost, type Store, transact } from '../../store';
import { type Flight, type Marked, markSending } from './markSending';
import { lockThoseOf, recordOutcomes, type Settled } from './recordOutcomes';

interface Mark {
  type: 'mark';
  flight: Flight;
  resolve: (marked: Marked) => void;
  reject: (error: unknown) => void;
}

interface Outcome {
  type: 'outcome';
  campaign: CampaignKey;
  settled: Settled;
  resolve: () => void;
  reject: (error: unknown) => void;
}

type Entry = Mark | Outcome;

/** How long an outcome waits for others: what is lost in a crash meanwhile goes out twice. */
const GATHER_MS = 5;

/**
 * What is written on deliveries while they are sent, in shared transactions: what arrives while one is being committed goes into the
 * next. A commit costs a disk flush, whatever is in it.
 */
export class Ledger {
  #queue: Entry[] = [];
  #writing = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly owner: string,
  ) {}

  /** Resolves once it is committed: only then may the messages be written. */
  mark(flight: Omit<Flight, 'owner' | 'at'>): Promise<Marked> {
    return new Promise((resolve, reject) => {
      const owned = { ...flight, owner: this.owner, at: this.clock.now() };
      this.#add({ type: 'mark', flight: owned, resolve, reject });
    });
  }

  /** Resolves once it is committed. */
  record(campaign: CampaignKey, settled: Settled): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#add({ type: 'outcome', campaign, settled, resolve, reject });
    });
  }

  #add(entry: Entry): void {
    this.#queue.push(entry);
    if (!this.#writing) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    while (this.#queue.length > 0) {
      // SQLite commits without leaving the thread: let every reply that came in meanwhile join this group.
      await nextTurn();
      // Nobody waits for an outcome, but for a mark.
      if (this.#queue.every(({ type }) => type === 'outcome')) await delay(GATHER_MS);
      const group = this.#queue;
      this.#queue = [];
      await this.#commit(group);
    }
    this.#writing = false;
  }

  /** May be run more than once: what it writes is right a second time too, should the first have been committed unseen. */
  async #commit(group: readonly Entry[]): Promise<void> {
    try {
      const marked = await transact(
        this.store.db,
        (tx) => this.#write(tx, group),
        'also when the connection is lost',
      );
      for (const entry of group) {
        if (entry.type === 'mark') entry.resolve(marked.get(entry)!);
        else entry.resolve();
      }
    } catch (error) {
      // One bad write does not take the others with it. For a database that is away, each would wait in vain as long as this one.
      if (group.length > 1 && !isLost(error as Error)) for (const entry of group) await this.#commit([entry]);
      else for (const entry of group) entry.reject(error);
    }
  }

  async #write(tx: Db, group: readonly Entry[]): Promise<Map<Mark, Marked>> {
    const now = this.clock.now();
    const outcomes = group.filter((entry) => entry.type === 'outcome');
    const kept = await lockThoseOf(
      tx,
      this.store.dialect,
      outcomes.map((entry) => entry.settled),
    );
    for (const [campaign, entries] of Map.groupBy(outcomes, (entry) => entry.campaign)) {
      const settled = entries.map((entry) => entry.settled).sort((a, b) => a.contact - b.contact);
      await recordOutcomes(tx, this.store.dialect, campaign, this.owner, settled, kept, now);
    }
    const marked = new Map<Mark, Marked>();
    for (const entry of group) {
      if (entry.type === 'mark') marked.set(entry, await markSending(tx, entry.flight, now));
    }
    return marked;
  }
}
