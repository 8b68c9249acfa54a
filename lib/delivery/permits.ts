import type { Selectable } from 'kysely';
import type { Clock } from '../model';
import { type Db, lockUntilCommit, type Store, type Tables, transact } from '../store';

/** A process that dies is noticed after this; one that lives renews in time, several times within it. */
export const PERMIT_LEASE_MS = 20_000;
/** Who waits for a permit asks again within this time, or is forgotten. */
const WAIT_MS = 15_000;

type Row = Pick<Selectable<Tables['permits']>, 'number' | 'owner'>;

export interface Holding {
  /** Fewer than were to be prolonged when a lease ran out and others took them: what is open beyond that is to be closed at once. */
  held: number;
  /** How many of all that we have somebody who has none waits for: to be released as soon as their connections are closed. */
  surplus: number;
}

/**
 * Which connections this process may have open, of those that all on the store may have together. Permits are numbered
 * from 1; the numbers below are of those who wait.
 */
export class Permits {
  /** What was granted and not released, by key: as good as taken even where its lease ran out, while the machine slept for example. */
  readonly #inUse = new Map<string, Set<number>>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly owner: string,
  ) {}

  /**
   * Takes up to `wanted` more, and remembers that we wait if we have none after that. Where somebody waits, nobody goes beyond
   * an equal share: without that, whoever came first would keep a late process from sending as long as a large campaign lasts.
   * @param key what is connected to
   * @param max for everybody together
   * @returns those that were granted, the lowest first
   */
  async acquire(key: string, max: number, wanted: number): Promise<number[]> {
    const inUse = this.#inUseOf(key);
    const granted = await this.#change(key, async (tx, rows, now) => {
      const mine = rows.filter((row) => row.owner === this.owner);
      const held = new Set([...numbersOf(mine), ...inUse]).size;
      const others = rows.filter((row) => row.owner !== this.owner);
      const taken = new Set([...numbersOf(rows), ...inUse]);
      const free = Array.from({ length: max }, (_, index) => index + 1).filter(
        (number) => !taken.has(number),
      );
      const most = others.some(isWaiting)
        ? Math.max(0, shareOf(max, [...others, ...mine, this.#me]) - held)
        : wanted;
      // Those that are beyond a limit that was lowered count as well, whoever has them.
      const granted = free.slice(0, Math.max(0, Math.min(wanted, most, max - taken.size)));
      await this.#forget(tx, key, mine.filter(isWaiting));
      await this.#write(tx, key, granted, now + PERMIT_LEASE_MS);
      if (held + granted.length === 0 && wanted > 0) {
        const lowest = Math.min(1, ...others.map((row) => row.number));
        await this.#write(tx, key, [lowest - 1], now + WAIT_MS);
      }
      return granted;
    });
    for (const number of granted) inUse.add(number);
    return granted;
  }

  /** Prolongs some of what we have; where a lease ran out and nobody else took it, it is ours again. */
  renew(key: string, max: number, numbers: readonly number[]): Promise<Holding> {
    const inUse = this.#inUseOf(key);
    return this.#change(key, async (tx, rows, now) => {
      const theirs = numbersOf(rows.filter((row) => row.owner !== this.owner));
      const renewed = numbers.filter((number) => inUse.has(number) && !theirs.includes(number));
      await this.#write(tx, key, renewed, now + PERMIT_LEASE_MS);
      const before = numbersOf(rows.filter((row) => row.owner === this.owner));
      const mine = [...new Set([...before, ...renewed])];
      const all = mine.length;
      const kept = rows.some(isWaiting) ? Math.min(all, shareOf(max, rows)) : all;
      // A limit that was lowered counts for those above it.
      const within = mine.filter((number) => number <= max).length;
      return { held: renewed.length, surplus: all - Math.min(kept, within) };
    });
  }

  /** Gives back some of what we have. */
  async release(key: string, numbers: readonly number[]): Promise<void> {
    const inUse = this.#inUseOf(key);
    for (const number of numbers) inUse.delete(number);
    await this.#change(key, async (tx, rows) => {
      const mine = rows.filter((row) => row.owner === this.owner && numbers.includes(row.number));
      await this.#forget(tx, key, mine);
    });
  }

  /** How many this process uses. */
  countOf(key: string): number {
    return this.#inUseOf(key).size;
  }

  #inUseOf(key: string): Set<number> {
    const inUse = this.#inUse.get(key) ?? new Set();
    this.#inUse.set(key, inUse);
    return inUse;
  }

  get #me(): Row {
    return { number: 0, owner: this.owner };
  }

  /** One after the other with everybody on the store. What has run out is nobody's any more. */
  #change<T>(key: string, change: (tx: Db, rows: Row[], now: number) => Promise<T>): Promise<T> {
    const { db, dialect } = this.store;
    return transact(db, async (tx) => {
      await lockUntilCommit(tx, dialect, `permits ${key}`, 'alone');
      const now = this.clock.now();
      await tx.deleteFrom('permits').where('key', '=', key).where('lease_until', '<=', now).execute();
      const rows = await tx
        .selectFrom('permits')
        .select(['number', 'owner'])
        .where('key', '=', key)
        .execute();
      return change(tx, rows, now);
    });
  }

  async #write(tx: Db, key: string, numbers: readonly number[], leaseUntil: number): Promise<void> {
    if (numbers.length === 0) return;
    await tx
      .insertInto('permits')
      .values(numbers.map((number) => ({ key, number, owner: this.owner, lease_until: leaseUntil })))
      .onConflict((conflict) =>
        conflict
          .columns(['key', 'number'])
          .doUpdateSet((eb) => ({ lease_until: eb.ref('excluded.lease_until') })),
      )
      .execute();
  }

  async #forget(tx: Db, key: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const numbers = rows.map((row) => row.number);
    await tx.deleteFrom('permits').where('key', '=', key).where('number', 'in', numbers).execute();
  }
}

const isPermit = (row: Row): boolean => row.number > 0;
const isWaiting = (row: Row): boolean => row.number <= 0;
/** Of permits among them. */
const numbersOf = (rows: readonly Row[]): number[] => rows.filter(isPermit).map((row) => row.number);

/** Of each of those who have some or wait. */
const shareOf = (max: number, rows: readonly Row[]): number =>
  Math.max(1, Math.floor(max / new Set(rows.map((row) => row.owner)).size));
