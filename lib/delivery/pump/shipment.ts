import type { CampaignKey, Clock } from '../../model';
import type { Ledger } from '../ledger/ledger';
import { type Outcome, type Stop, wasHandedOver } from '../outcome';
import type { Pace } from '../pace';
import type { Attempts, Settlement } from '../settle';
import type { MessageTransport, OutgoingMessage } from '../transport';
import type { Claimed } from './claims';
import { Lines, type Ready } from './lines';
import { Openings } from './openings';
import { type Begun, type Picked, Preparation } from './preparation';
import { watchForSilence } from './silence';
import { Stock } from './stock';
import { Surplus } from './surplus';
import { Tasks } from './tasks';
import type { UnderWay } from './underWay';

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
  /** How many there may be; when there may be more, `useMore` is to be called. */
  connections: () => number;
  /** Of this process to the same place, those that others are about to close among them. */
  connectionsInAll: () => number;
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
  /** After how many ms without an answer the server counts as silent. */
  silentAfter: () => number;
  /** Told when the server answers what has left. @param ms how long that took */
  onAnswer: (ms: number) => void;
  /** Told when the server is silent; that ends the shipment. @param ms for how long */
  onSilence: (ms: number) => void;
  /** What is recorded, or could not be: nobody here does anything about it any more. */
  letGo: (delivery: Claimed) => void;
}

/**
 * Sends through one transport what is due: claims ahead, marks what has its turn soon, and gives it to the connections. Ends when
 * nothing is due and nothing on the wire, when the transport is out of order or has gone silent, or when it is told to; what is on the
 * wire then is still to be waited for.
 */
export class Shipment {
  readonly #stock: Stock;
  readonly #surplus: Surplus;
  readonly #lines: Lines;
  readonly #openings: Openings;
  readonly #preparation: Preparation;
  /** What goes on meanwhile; an error ends the shipment. */
  readonly #tasks = new Tasks(
    () => this.#endSoon(),
    () => this.#wake(),
  );
  readonly #end = new AbortController();
  #isClaiming = false;
  #isDrained = false;
  /** Where nothing is due, when to look again. */
  #lookAgainAt = 0;
  /** The wait for a turn. */
  #pacing: AbortController | undefined;
  #stop: Stop | undefined;
  #wake = () => {};

  constructor(private readonly deps: ShipmentDependencies) {
    const { clock, transport, pace, connections, connectionsInAll, underWay, rateOfOthers } = deps;
    this.#stock = new Stock((domain) => pace.groupOf(domain));
    this.#surplus = new Surplus(pace, rateOfOthers);
    this.#lines = new Lines(
      clock,
      transport,
      pace,
      connections,
      ({ group }) => this.#openings.turned(group),
      this.deps.onAnswer,
      (...settled) => this.#settle(...settled),
    );
    this.#openings = new Openings({
      clock,
      pace,
      underWay,
      held: connectionsInAll,
      wake: () => this.#wake(),
    });
    this.#preparation = new Preparation({
      ...deps,
      openings: this.#openings,
      tasks: this.#tasks,
      onReady: (message) => this.#send(message),
      onNotMade: (...settled) => this.#settle(...settled),
      // Of those who were skipped too, nothing is held any more.
      onNotMarked: (deliveries) => this.#giveBack(deliveries),
      onEnded: (campaign) => this.drop(campaign),
    });
  }

  /**
   * @returns the outcome that ended it, if one did, once all that is not on the wire is given back
   * @throws what the database throws
   */
  async run(signal: AbortSignal): Promise<Stop | undefined> {
    const end = () => this.#endSoon();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    const endWatch = watchForSilence(
      this.deps.clock,
      () => this.#lines.silentSince,
      this.deps.silentAfter,
      (ms) => {
        this.deps.onSilence(ms);
        this.#endSoon();
      },
    );
    while (!this.#end.signal.aborted && this.#step()) await this.#change();
    endWatch();
    this.#openings.close();
    signal.removeEventListener('abort', end);
    await this.#giveBackRest();
    this.#tasks.throwFailure();
    return this.#stop;
  }

  /**
   * After the end: resolves when what is on the wire has been answered and recorded.
   * @param onLeft told how many connections are left, each time that there are fewer
   * @throws what the database throws
   */
  async landed(onLeft: (connections: number) => Promise<void>): Promise<void> {
    await this.#lines.closed(onLeft);
    while (this.#tasks.size > 0) await this.#tasks.over();
    await this.deps.pace.releaseLate();
    this.#tasks.throwFailure();
  }

  useMore(): void {
    this.#lines.openMore();
    this.#wake();
  }

  /** Leaves alone what has not begun of a campaign. */
  drop(campaign: CampaignKey): void {
    this.#giveBack(this.#stock.takeCampaign(campaign));
  }

  /** Begins what can be begun. @returns false when there is nothing to do, and nothing to wait for */
  #step(): boolean {
    if (this.#stock.size <= this.deps.stockSize / 2 && !this.#isDrained) this.#claim();
    const picked = this.#pick();
    this.#preparation.begin(picked);
    return !this.#isDrained || this.#stock.size + this.#preparation.size > 0 || !this.#lines.isEmpty;
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
    if (this.#pacing || this.#room() <= 0) return;
    const pacing = new AbortController();
    const signal = AbortSignal.any([this.#end.signal, pacing.signal]);
    const ready = this.#openings.ready(this.#stock.groups, signal);
    if (!ready) return;
    this.#pacing = pacing;
    this.#tasks.add(ready.finally(() => (this.#pacing = undefined)));
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
    this.#tasks.add(claiming);
  }

  #room(): number {
    const target = this.deps.connections() * READY_PER_CONNECTION;
    const room = target - this.#lines.waiting - this.#preparation.size;
    // Each flight is a commit: while there is something to write, a large one is waited for.
    return this.#lines.waiting + this.#preparation.size > 0 && room < target / 2 ? 0 : room;
  }

  /** What can have its turn soon. */
  #pick(): Picked[] {
    const { pace } = this.deps;
    const room = this.#room();
    const picked: Picked[] = [];
    // Nothing leaves through this transport for a while: where it is claimed again, it is its turn then.
    if (pace.later(null) !== undefined) this.#giveBack(this.#stock.takeAll());
    for (const group of room > 0 ? this.#stock.groups : []) {
      const later = pace.later(group);
      if (later !== undefined) this.#giveBack(this.#stock.takeBehind(group, 0), later);
      while (picked.length < room && this.#stock.count(group) > 0 && this.#openings.has(group)) {
        picked.push({ delivery: this.#stock.take(group), group });
        this.#openings.begin(group);
      }
    }
    return picked;
  }

  #send(message: Ready): void {
    if (this.#end.signal.aborted) this.#record(message, { type: 'returned' });
    else this.#lines.add(message);
  }

  #settle(message: Begun, outcome: Outcome): void {
    this.#record(message, outcome);
    if (outcome.type === 'held') this.drop(message.delivery.campaign);
    if (outcome.type !== 'unavailable') return;
    this.#stop = outcome;
    this.#endSoon();
  }

  #record({ delivery, attempts, group, turn }: Begun, outcome: Outcome): void {
    this.#openings.end(group, turn !== undefined);
    if (turn && !wasHandedOver(outcome)) this.deps.pace.giveBack(group, turn);
    const settlement = this.deps.settle(delivery, outcome, attempts);
    const recorded = this.deps.ledger.record(delivery.campaign, { contact: delivery.contactId, settlement });
    this.#tasks.add(recorded.finally(() => this.deps.letGo(delivery)));
  }

  #giveBack(deliveries: readonly Claimed[], notBefore?: number): void {
    if (deliveries.length > 0) this.#tasks.add(this.deps.giveBack(deliveries, notBefore));
  }

  #endSoon(): void {
    this.#end.abort();
    this.#wake();
  }

  async #giveBackRest(): Promise<void> {
    this.#end.abort();
    this.#lines.end();
    do {
      // A claim that is under way brings more.
      this.#giveBack(this.#stock.takeAll());
      await this.#tasks.over();
    } while (this.#tasks.size + this.#stock.size > 0);
  }
}
