import type { CampaignKey, Clock } from '../../model';
import type { Ledger } from '../ledger/ledger';
import { type Outcome, type Stop, stopOf, wasHandedOver } from '../outcome';
import type { Group, Pace, Turn } from '../pace';
import type { Attempts, Settlement } from '../settle';
import type { MessageTransport, OutgoingMessage } from '../transport';
import type { Claimed } from './claims';
import { Lines, type Ready } from './lines';
import { Stock } from './stock';
import { Surplus } from './surplus';
import type { UnderWay } from './underWay';

/** How long before its turn a message is marked and given to a connection: a commit, and the way to the server and back. */
const AHEAD_MS = 250;
/** Messages that are made ready for each connection, so that none waits for a commit. */
const READY_PER_CONNECTION = 8;
/** While nothing is due and something is on the wire: another campaign may be launched. */
const LOOK_AGAIN_MS = 1_000;

export interface ShipmentDependencies {
  clock: Clock;
  ledger: Ledger;
  transport: MessageTransport;
  transportId: string;
  pace: Pace;
  connections: number;
  underWay: UnderWay;
  /** How much is claimed ahead. */
  stockSize: number;
  /** More that is due; nothing when there is none at the moment. May wait, until `signal` is aborted. */
  claim: (signal: AbortSignal) => Promise<readonly Claimed[]>;
  /** What was claimed and not begun; `notBefore` is when it may be claimed again, if that is not at once. */
  giveBack: (deliveries: readonly Claimed[], notBefore?: number) => Promise<void>;
  /** Messages a second that other transports can send to the recipient's domain, of the same campaign. */
  rateOfOthers: (delivery: Claimed) => number;
  /** Makes a message. Throws what keeps it from being made. */
  compose: (delivery: Claimed) => OutgoingMessage | Promise<OutgoingMessage>;
  /** Told what became of a message; what it returns is recorded. */
  settle: (delivery: Claimed, outcome: Outcome, attempts: Attempts) => Settlement;
  onRecorded: (delivery: Claimed) => void;
}

/** A delivery that is marked as being sent, its message made or not. */
type Marked = Omit<Ready, keyof OutgoingMessage>;

interface Picked {
  delivery: Claimed;
  group: Group;
}

/**
 * Sends through one transport what is due: claims ahead, marks what has its turn soon, and gives it to the connections. Ends when
 * nothing is due and nothing on the wire, when the transport is out of order, or when it is told to; what is on the wire then is still to
 * be waited for.
 */
export class Shipment {
  readonly #stock: Stock;
  readonly #surplus: Surplus;
  readonly #lines: Lines;
  readonly #target: number;
  /** Messages of a group that are marked, and have no turn yet. */
  readonly #promised = new Map<Group, number>();
  /** What goes on meanwhile. */
  readonly #pending = new Set<Promise<unknown>>();
  readonly #end = new AbortController();
  #making = 0;
  #isClaiming = false;
  #isDrained = false;
  /** Where nothing is due, when to look again. */
  #lookAgainAt = 0;
  /** The wait for a turn. */
  #pacing: AbortController | undefined;
  #stop: Stop | undefined;
  #failure: { error: unknown } | undefined;
  #wake = () => {};
  readonly #wakeUs = () => this.#wake();

  constructor(private readonly deps: ShipmentDependencies) {
    const { clock, transport, pace, connections, rateOfOthers } = deps;
    this.#stock = new Stock((domain) => pace.groupOf(domain));
    this.#surplus = new Surplus(pace, rateOfOthers);
    this.#lines = new Lines(
      clock,
      transport,
      pace,
      connections,
      ({ group }) => count(this.#promised, group, -1),
      (...settled) => this.#settle(...settled),
    );
    this.#target = connections * READY_PER_CONNECTION;
  }

  /**
   * @returns the outcome that ended it, if one did, once all that is not on the wire is given back
   * @throws what the database throws
   */
  async run(signal: AbortSignal): Promise<Stop | undefined> {
    const { underWay } = this.deps;
    const end = () => this.#endSoon();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    underWay.join(this.#wakeUs);
    while (!this.#end.signal.aborted && this.#step()) await this.#change();
    underWay.leave(this.#wakeUs);
    signal.removeEventListener('abort', end);
    await this.#giveBackRest();
    if (this.#failure) throw this.#failure.error;
    return this.#stop;
  }

  /**
   * After the end: resolves when what is on the wire has been answered and recorded.
   * @param onLeft told how many connections are left, each time that there are fewer
   * @throws what the database throws
   */
  async landed(onLeft: (connections: number) => Promise<void>): Promise<void> {
    await this.#lines.closed(onLeft);
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    if (this.#failure) throw this.#failure.error;
  }

  /** Leaves alone what has not begun of a campaign. */
  drop(campaign: CampaignKey): void {
    this.#giveBack(this.#stock.takeCampaign(campaign));
  }

  /** Begins what can be begun. @returns false when there is nothing to do, and nothing to wait for */
  #step(): boolean {
    if (this.#stock.size <= this.deps.stockSize / 2 && !this.#isDrained) this.#claim();
    const picked = this.#pick();
    if (picked.length > 0) this.#track(this.#prepare(picked));
    return !this.#isDrained || this.#stock.size + this.#making > 0 || !this.#lines.isEmpty;
  }

  /** Resolves when something may have become possible. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      const lookAgain = () => {
        this.#isDrained = false;
        this.#wake();
      };
      const cancel = this.#isDrained ? this.deps.clock.at(this.#lookAgainAt, lookAgain) : () => {};
      this.#wake = () => {
        cancel();
        this.#wake = () => {};
        resolve();
      };
      this.#awaitPace();
    });
  }

  #awaitPace(): void {
    const groups = this.#room() > 0 ? this.#stock.groups.filter((group) => this.#hasConnection(group)) : [];
    if (this.#pacing || groups.length === 0) return;
    this.#pacing = new AbortController();
    const { clock, pace } = this.deps;
    const promised = (group: Group) => this.#promised.get(group) ?? 0;
    const signal = AbortSignal.any([this.#end.signal, this.#pacing.signal]);
    const ready = pace.ready(groups, () => clock.now() + AHEAD_MS, signal, promised);
    this.#track(ready.finally(() => (this.#pacing = undefined)));
  }

  #claim(): void {
    if (this.#isClaiming) return;
    this.#isClaiming = true;
    const claiming = this.deps.claim(this.#end.signal).then((batch) => {
      this.#isClaiming = false;
      this.#isDrained = batch.length === 0;
      this.#lookAgainAt = this.deps.clock.now() + LOOK_AGAIN_MS;
      this.#stock.add(batch);
      // There may be other groups to wait for now.
      this.#pacing?.abort();
      for (const { deliveries, notBefore } of this.#surplus.takeFrom(this.#stock, this.deps.clock.now())) {
        this.#giveBack(deliveries, notBefore);
      }
    });
    this.#track(claiming);
  }

  #room(): number {
    const room = this.#target - this.#lines.waiting - this.#making;
    // Each flight is a commit: while there is something to write, a large one is waited for.
    return this.#lines.waiting + this.#making > 0 && room < this.#target / 2 ? 0 : room;
  }

  /** What can have its turn soon. */
  #pick(): Picked[] {
    const { clock, pace } = this.deps;
    const room = this.#room();
    const latest = clock.now() + AHEAD_MS;
    const picked: Picked[] = [];
    // Nothing leaves through this transport for a while: where it is claimed again, it is its turn then.
    if (pace.later(null) !== undefined) this.#giveBack(this.#stock.takeAll());
    for (const group of room > 0 ? this.#stock.groups : []) {
      const later = pace.later(group);
      if (later !== undefined) this.#giveBack(this.#stock.takeBehind(group, 0), later);
      while (picked.length < room && this.#stock.count(group) > 0 && this.#hasConnection(group)) {
        if (!pace.has(group, latest, this.#promised.get(group) ?? 0)) break;
        picked.push({ delivery: this.#stock.take(group), group });
        this.deps.underWay.add(group);
        count(this.#promised, group, 1);
      }
    }
    return picked;
  }

  #hasConnection(group: Group): boolean {
    const { pace, connections, underWay } = this.deps;
    return group === null || underWay.count(group) < pace.maxConnections(group, connections);
  }

  async #prepare(picked: readonly Picked[]): Promise<void> {
    this.#making += picked.length;
    const flights = Map.groupBy(picked, ({ delivery }) => delivery.campaign);
    await Promise.all([...flights].map(([campaign, flight]) => this.#prepareFlight(campaign, flight)));
  }

  async #prepareFlight(campaign: CampaignKey, flight: readonly Picked[]): Promise<void> {
    const { ledger, transportId } = this.deps;
    const contacts = flight.map(({ delivery }) => delivery.contactId);
    const { attempts, unmarked } = await ledger.mark({ campaign, contacts, transportId });
    for (const picked of flight) {
      const times = attempts.get(picked.delivery.contactId);
      if (times === undefined) this.#leave(picked.group, undefined);
      else this.#track(this.#make(picked, times));
    }
    this.#making -= flight.length - attempts.size;
    // Of those who were skipped too, nothing is held any more.
    this.#giveBack(
      flight.map(({ delivery }) => delivery).filter(({ contactId }) => !attempts.has(contactId)),
    );
    // The campaign is not being sent any more.
    if (unmarked.length > 0) this.drop(campaign);
  }

  async #make(picked: Picked, attempts: Attempts): Promise<void> {
    const { delivery } = picked;
    try {
      const message = await this.deps.compose(delivery);
      this.#making--;
      if (this.#end.signal.aborted) this.#record({ ...picked, attempts }, { type: 'returned' });
      else this.#lines.add({ ...message, ...picked, attempts });
    } catch (error) {
      this.#making--;
      this.#settle({ ...picked, attempts }, stopOf(error) ?? cannotBeMade(error as Error));
    }
  }

  #settle(message: Marked, outcome: Outcome): void {
    this.#record(message, outcome);
    if (outcome.type === 'held') this.drop(message.delivery.campaign);
    if (outcome.type !== 'unavailable') return;
    this.#stop = outcome;
    this.#endSoon();
  }

  #record({ delivery, attempts, group, turn }: Marked, outcome: Outcome): void {
    this.#leave(group, turn);
    if (turn && !wasHandedOver(outcome)) this.deps.pace.giveBack(group, turn);
    const settlement = this.deps.settle(delivery, outcome, attempts);
    const recorded = this.deps.ledger.record(delivery.campaign, { contact: delivery.contactId, settlement });
    this.#track(recorded.then(() => this.deps.onRecorded(delivery)));
  }

  #leave(group: Group, turn: Turn | undefined): void {
    this.deps.underWay.remove(group, this.#wakeUs);
    if (!turn) count(this.#promised, group, -1);
  }

  #giveBack(deliveries: readonly Claimed[], notBefore?: number): void {
    if (deliveries.length > 0) this.#track(this.deps.giveBack(deliveries, notBefore));
  }

  #endSoon(): void {
    this.#end.abort();
    this.#wake();
  }

  /** Waits for it in the end, at the latest; an error ends the shipment. */
  #track(work: Promise<unknown>): void {
    const tracked = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#endSoon();
      })
      .finally(() => {
        this.#pending.delete(tracked);
        this.#wake();
      });
    this.#pending.add(tracked);
  }

  async #giveBackRest(): Promise<void> {
    this.#end.abort();
    this.#lines.end();
    do {
      // A claim that is under way brings more.
      this.#giveBack(this.#stock.takeAll());
      await Promise.all(this.#pending);
    } while (this.#pending.size + this.#stock.size > 0);
  }
}

const cannotBeMade = ({ message }: Error): Outcome => ({
  type: 'failed',
  reason: `The message could not be made: ${message}`,
});

function count(counts: Map<Group, number>, group: Group, change: number): void {
  counts.set(group, (counts.get(group) ?? 0) + change);
}
