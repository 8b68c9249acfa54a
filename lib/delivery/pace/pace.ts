import { randomUUID } from 'node:crypto';
import { type Clock, sleepUntil, type TransportConfig } from '../../model';
import type { Store } from '../../store';
import { type Groups, groupsOf } from './groups';
import type { GroupStock } from './groupStock';
import { HORIZON_MS, isAstray } from './lane';
import type { Limits } from './limits';
import { changePace } from './paceRows';
import type { Group } from './paceState';
import { reserve } from './reserve';
import { ASSUMED_RATE, type Slowdowns, slowedDown, slowedRate, wasJustSlowed } from './slowdown';
import { Stocks } from './stocks';
import type { Turn } from './turn';

/** How often turns are reserved. The rest of the horizon is for the reservation itself. */
const RESERVE_EVERY_MS = 500;
/** After a reservation that had nothing for a group: others may have left something. */
const RETRY_MS = 100;
/** A group that was not asked for waits no longer than this. */
const JOIN_MS = 20;
/** What can leave within this time is waited for. */
const LATER_MS = 5_000;
/** Of a domain that has no limit and asked us to slow down. */
const SLOWED_CONNECTIONS = 2;
/** Turns that `turn` asks for, a second: enough for one at a time. */
const SINGLE = 1;
const NONE_PROMISED = () => 0;

/**
 * When messages may leave through a transport. Turns are reserved ahead in the database, so that all who send through
 * it keep to its limits together, and given out from memory.
 */
export class Pace {
  readonly #asker = randomUUID();
  readonly #groups: Groups;
  readonly #limits: Limits;
  readonly #stocks = new Stocks();
  #slowdowns: Slowdowns = {};
  #reservedAt = -Infinity;
  /** When the instants below and in the stocks were told. */
  #toldAt = -Infinity;
  /** Before that nothing leaves for any group. */
  #opensAt = 0;
  #reserving: Promise<void> | undefined;
  #isAlone = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly config: TransportConfig,
  ) {
    this.#groups = groupsOf(config);
    this.#limits = { ...config, rateOf: (group) => this.#rateOf(group) };
  }

  /** Recipients that share a limit of their own; null: those who share the transport's alone. */
  groupOf(domain: string): Group {
    return this.#groups.groupOf(domain) ?? (this.#isSlowed(domain) ? domain : null);
  }

  /**
   * To a group. Whoever holds a part of the transport's connections has the same part of those, so that everybody on the
   * store together keeps to the limit; but one at least.
   */
  maxConnections(group: string, held: number): number {
    const all = this.#groups.limitOf(group)?.maxConnections ?? SLOWED_CONNECTIONS;
    return Math.max(1, Math.floor((all * held) / this.config.maxConnections));
  }

  /** Messages a second of a group, everybody on the store together, at present. */
  rateOf(group: string): number {
    return slowedRate(this.#slowdowns, group, this.#rateOf(group), this.clock.now());
  }

  /** Whether a turn is reserved that is due then or before, beside `promised` others. */
  has(group: Group, latest: number, promised: number): boolean {
    const now = this.clock.now();
    const stock = this.#stocks.of(group, now);
    stock.touch(now);
    return (stock.dueAfter(promised, now) ?? Infinity) <= latest;
  }

  /** A turn whose instant is `latest` or before, if one is reserved. What it is taken for must leave by its `until`. */
  take(group: Group, latest: number): Turn | undefined {
    const now = this.clock.now();
    const turn = this.#stocks.of(group, now).take(latest, now);
    if (now >= this.#nextReservation([group])) this.#reserve().catch(() => {}); // `ready` meets the error again.
    return turn;
  }

  /** A turn that nothing was sent in does not count for the hour and the day. */
  giveBack(group: Group, turn: Turn): void {
    this.#stocks.of(group, this.clock.now()).giveBack(turn);
  }

  /**
   * Resolves when it may be that one of the groups `has` a turn, when one of them is `later`, or when `signal` is aborted.
   * @throws what the database throws
   */
  async ready(
    groups: readonly Group[],
    latest: () => number,
    signal: AbortSignal,
    promised: (group: Group) => number = NONE_PROMISED,
  ): Promise<void> {
    await this.#ready(groups, latest, signal, promised, Infinity);
  }

  /**
   * Before that instant, some seconds away, nothing can leave for a group: the hour or the day is used up, or it is slow.
   * Undefined when that is not so.
   */
  later(group: Group): number | undefined {
    const now = this.clock.now();
    if (this.#isSetBack(now)) return undefined;
    // A group that is only looked at must not get turns that others can use.
    const stock = this.#stocks.find(group);
    const notBefore = Math.max(this.#opensAt, stock?.notBefore ?? 0);
    return notBefore > now + LATER_MS && !stock?.first(now) ? notBefore : undefined;
  }

  /**
   * Waits for a turn, for a single message.
   * @param longest ms; what is further away is not waited for
   * @returns undefined when `signal` was aborted first, or the turn is too far away
   * @throws what the database throws
   */
  async turn(group: Group, signal: AbortSignal, longest = Infinity): Promise<Turn | undefined> {
    while (!signal.aborted) {
      await this.#ready([group], () => this.clock.now(), signal, NONE_PROMISED, SINGLE);
      const turn = signal.aborted ? undefined : this.take(group, this.clock.now());
      if (turn) return turn;
      const later = this.later(group);
      if (later === undefined) continue;
      if (later > this.clock.now() + longest) return undefined;
      await sleepUntil(this.clock, later, signal);
    }
    return undefined;
  }

  /**
   * Halves the rate of a group, or of a domain that has none, for everybody on the store, and not more often than every
   * few seconds. It comes back by itself, over minutes.
   */
  async slowDown(domain: string): Promise<void> {
    const group = this.#groups.groupOf(domain) ?? domain;
    if (wasJustSlowed(this.#slowdowns, group, this.clock.now())) return;
    const { state } = await changePace(this.store, this.config.id, [], ({ state, groups }) => {
      const now = this.clock.now();
      const slowdowns = slowedDown(state.slowdowns, group, (other) => this.#rateOf(other), now);
      return { state: { ...state, slowdowns }, groups };
    });
    this.#slowdowns = state.slowdowns;
  }

  /** Gives back what is reserved and not used. */
  async release(): Promise<void> {
    await this.#reserving?.catch(() => {});
    this.#stocks.empty();
    const isInUse = this.#isInUse;
    this.#reservedAt = -Infinity;
    const unused = this.#stocks.takeUnused(this.clock.now());
    if (!isInUse && unused.unused.length === 0) return;
    const released = await changePace(this.store, this.config.id, [], ({ state, groups }) =>
      reserve(state, groups, this.#limits, { asker: this.#asker, wants: [], ...unused }, this.clock.now()),
    );
    // With what was given back, the hour may have room again.
    this.#toldAt = this.clock.now();
    this.#opensAt = released.opensAt;
  }

  /** Does so for turns that were given back since then; where somebody goes on with it, the next reservation does. */
  async releaseLate(): Promise<void> {
    if (!this.#isInUse) await this.release();
  }

  get #isInUse(): boolean {
    return this.#reservedAt !== -Infinity;
  }

  async #ready(
    groups: readonly Group[],
    latest: () => number,
    signal: AbortSignal,
    promised: (group: Group) => number,
    perSecond: number,
  ): Promise<void> {
    const stocks = groups.map((group) => this.#stocks.of(group, this.clock.now(), perSecond));
    const dueAt = (stock: GroupStock, index: number, now: number) =>
      stock.dueAfter(promised(groups[index]!), now) ?? Infinity;
    while (!signal.aborted) {
      const now = this.clock.now();
      for (const stock of stocks) stock.touch(now);
      if (groups.some((group) => this.later(group) !== undefined)) return;
      const first = Math.min(...stocks.map((stock, index) => dueAt(stock, index, now)));
      if (first <= latest()) return;
      const reserveAt = this.#nextReservation(groups);
      if (reserveAt <= now) await this.#reserve();
      else await sleepUntil(this.clock, Math.min(reserveAt, now + first - latest()), signal);
    }
  }

  #nextReservation(groups: readonly Group[]): number {
    const now = this.clock.now();
    if (this.#isSetBack(now)) return now;
    const wait = (stock: GroupStock): number => {
      if (stock.first(now)) return this.#reservedAt + RESERVE_EVERY_MS;
      if (!stock.wasAsked) return this.#reservedAt + JOIN_MS;
      return Math.max(this.#reservedAt + RETRY_MS, stock.notBefore - HORIZON_MS);
    };
    return Math.min(...groups.map((group) => wait(this.#stocks.of(group, now))));
  }

  /** A clock may be: what was told before does not count then. */
  #isSetBack(now: number): boolean {
    return isAstray(this.#toldAt, 0, now);
  }

  #reserve(): Promise<void> {
    this.#reserving ??= this.#reserveNow().finally(() => (this.#reserving = undefined));
    return this.#reserving;
  }

  async #reserveNow(): Promise<void> {
    const before = this.clock.now();
    this.#reservedAt = before;
    this.#stocks.learn(this.#isAlone, this.config.messagesPerSecond, before);
    const wanted = this.#stocks.wanted(before);
    // Not named again when the transaction fails: whether it was committed is not always known.
    const unused = this.#stocks.takeUnused(before);
    const named = wanted.filter((group) => group !== null);
    const reserved = await changePace(this.store, this.config.id, named, ({ state, groups }) => {
      const now = this.clock.now();
      const wants = wanted.map((group) => this.#stocks.wantOf(group, now));
      return reserve(state, groups, this.#limits, { asker: this.#asker, wants, ...unused }, now);
    });
    this.#reservedAt = this.clock.now();
    this.#toldAt = this.#reservedAt;
    this.#stocks.add(reserved, this.#reservedAt);
    this.#slowdowns = reserved.state.slowdowns;
    this.#opensAt = reserved.opensAt;
    this.#isAlone = reserved.isAlone;
  }

  #isSlowed(domain: string): boolean {
    const rate = this.#limits.rateOf(domain);
    return slowedRate(this.#slowdowns, domain, rate, this.clock.now()) < rate;
  }

  #rateOf(group: string): number {
    return (
      this.#groups.limitOf(group)?.messagesPerSecond ?? Math.min(ASSUMED_RATE, this.config.messagesPerSecond)
    );
  }
}
