import { randomUUID } from 'node:crypto';
import { type CampaignKey, type Clock, type Retries, type SendHealth, sleepUntil } from '../../model';
import type { Settings } from '../../settings';
import type { Store } from '../../store';
import { type Carrier, carriersFor, type Fleet, Rest } from '../fleet';
import { Ledger } from '../ledger/ledger';
import type { Outcome } from '../outcome';
import { Permits } from '../permits';
import { classify } from '../../events';
import { type Attempts, settle, type Settlement } from '../settle';
import { Background } from './background';
import { runCarrier } from './carrierRun';
import { carriersNow } from './carriersNow';
import { campaignsToDeliver, type Claimed, type Sending } from './claims';
import { Composers } from './composers';
import { Dealer } from './dealer';
import { HealthWatch } from './healthWatch';
import { Holdings } from './holdings';
import { Reasons } from './reasons';
import { Rota } from './rota';
import { sideBySide } from './sideBySide';
import { UnderWay } from './underWay';
import { whyNotCarried } from './whyNotCarried';

export interface PumpDependencies {
  store: Store;
  clock: Clock;
  fleet: Fleet;
  settings: Settings;
  /** Called when no delivery of a campaign is open any more. */
  onDrained: (campaign: CampaignKey) => Promise<void>;
  /** Called when too much of a campaign bounces, or too many complain. */
  onUnhealthy: (campaign: CampaignKey, reason: string) => Promise<void>;
  onError: (what: string, error: unknown) => void;
}

/** What is claimed already may last for minutes. */
const LOOK_AT_FLEET_MS = 2_000;
/** Whether something is left to the background. */
const LOOK_BEHIND_MS = 1_000;

/** What may be changed while a campaign is being sent; read before each batch. */
interface Rules {
  retries: Retries;
  health: SendHealth;
}

/**
 * Takes launched campaigns from pending to their outcomes. Any number of pumps may run on a store: each delivery is
 * leased to one of them.
 */
export class Pump {
  readonly #permits: Permits;
  readonly #ledger: Ledger;
  readonly #holdings: Holdings;
  readonly #health: HealthWatch;
  readonly #reasons: Reasons;
  readonly #rota: Rota;
  readonly #background: Background;
  readonly #underWay = new Map<string, UnderWay>();
  #carriers: readonly Carrier[] = [];
  #rules: Rules | undefined;

  constructor(private readonly deps: PumpDependencies) {
    const { store, clock, settings, onDrained, onUnhealthy, onError } = deps;
    const owner = randomUUID();
    this.#permits = new Permits(store, clock, owner);
    this.#ledger = new Ledger(store, clock, owner);
    this.#holdings = new Holdings(store, clock, owner);
    this.#health = new HealthWatch(store.db, onUnhealthy, (error) => onError('look after campaigns', error));
    this.#background = new Background((error) => onError('deliver', error));
    this.#reasons = new Reasons(store.db);
    this.#rota = new Rota({
      store,
      clock,
      owner,
      onDrained,
      onError,
      composers: new Composers(store.db, settings),
      reasons: this.#reasons,
      onLook: (campaigns) => {
        this.#health.forgetAllBut(campaigns);
        for (const { refusals } of this.#carriers) refusals.forgetAllBut(campaigns);
      },
      onBatch: (campaign) => this.#health.look(campaign),
    });
  }

  /**
   * Works until nothing is due or `signal` is aborted.
   * @returns when there will be something to do again; undefined when nothing is open
   */
  async run(signal: AbortSignal): Promise<number | undefined> {
    const { store } = this.deps;
    const sending = await campaignsToDeliver(store.db);
    this.#rota.beginRun(sending);
    if (sending.length === 0) return undefined;
    this.#holdings.startRenewing();
    try {
      await this.#deliver(signal);
      await this.#sayWhy();
    } finally {
      this.#holdings.stopRenewing();
      this.#underWay.clear();
      await this.#health.settled();
    }
    return this.#rota.endRun(
      (sending) => this.#readyAt(sending),
      (sending) => whyNotCarried(sending, this.#carriers) !== undefined,
    );
  }

  /** With the transports as they are set, until nothing is due and nothing on the wire, or `signal` is aborted. */
  async #deliver(signal: AbortSignal): Promise<void> {
    const { fleet, clock, onError } = this.deps;
    const rest = new Rest(clock);
    try {
      do {
        try {
          this.#carriers = await fleet.open();
          await this.#useCarriers(signal);
        } catch (error) {
          const { message } = error as Error;
          // Where the database itself is the trouble, there is nowhere to say so.
          await this.#sayToAll(() => message).catch(() => {});
          if (this.#background.isEmpty || signal.aborted) throw error;
          // Nobody is to wait until a server answers that keeps us waiting.
          onError('deliver', error);
          rest.begin(message);
          await sleepUntil(clock, rest.until, signal);
        }
      } while (!signal.aborted && !(this.#background.isEmpty && (await fleet.isCurrent())));
    } finally {
      await this.#background.over();
    }
  }

  /** Until nothing is due for any of them, or they are set anew: what is on the wire then is left to the background. */
  async #useCarriers(signal: AbortSignal): Promise<void> {
    const { store, clock, fleet } = this.deps;
    const carriers = this.#carriers;
    const changed = new AbortController();
    const dealer = new Dealer({
      clock,
      carriers,
      claim: async (size, may, until) => {
        if (!(await fleet.isCurrent())) changed.abort();
        return changed.signal.aborted ? [] : this.#claim(size, may, until);
      },
      giveBack: (deliveries) => this.#holdings.giveBack(deliveries),
    });
    const deps = {
      store,
      clock,
      dealer,
      carriers,
      background: this.#background,
      underWayTo: (endpoint: string) => this.#underWayTo(endpoint),
      permits: this.#permits,
      ledger: this.#ledger,
      holdings: this.#holdings,
      rota: this.#rota,
      settle: this.#settle.bind(this),
      onFailure: () => this.#sayWhy(),
    };
    const lookAtFleet = async (): Promise<number> => {
      if (!(await fleet.isCurrent())) changed.abort();
      return clock.now() + LOOK_AT_FLEET_MS;
    };
    // While a server keeps us waiting, there may be something to do for others.
    const lookBehind = async (until: AbortSignal): Promise<number> => {
      await this.#background.over(until);
      return clock.now() + LOOK_BEHIND_MS;
    };
    await sideBySide(clock, AbortSignal.any([signal, changed.signal]), [
      ...carriers.map((carrier) => (until: AbortSignal) => runCarrier(carrier, deps, until)),
      lookAtFleet,
      lookBehind,
    ]);
  }

  #underWayTo(endpoint: string): UnderWay {
    const underWay = this.#underWay.get(endpoint) ?? new UnderWay();
    this.#underWay.set(endpoint, underWay);
    return underWay;
  }

  async #claim(size: number, may: (sending: Sending) => boolean, signal: AbortSignal): Promise<Claimed[]> {
    const { settings } = this.deps;
    this.#rules = { retries: await settings.retries(), health: await settings.sendHealth() };
    return this.#holdings.add(await this.#rota.claim(size, may, signal));
  }

  #settle(carrier: Carrier, delivery: Claimed, outcome: Outcome, attempts: Attempts): Settlement {
    const { clock, onError } = this.deps;
    const { campaign, domain } = delivery;
    const { retries, health } = this.#rules!;
    const inBackground = (work: Promise<void>) => work.catch((error: unknown) => onError('deliver', error));
    const settlement = settle(outcome, { domain, attempts, now: clock.now() }, retries, Math.random());
    this.#health.note(campaign, settlement, health);
    if (outcome.type === 'held') {
      carrier.refusals.begin(campaign, outcome.error.message);
      void inBackground(this.#sayWhy());
    } else if ('reply' in outcome) {
      // An API that has trouble answers too.
      if (outcome.type !== 'deferred' || outcome.reply.code < 500) carrier.works();
      // What was on the wire when the campaign was refused may be answered later.
      if (!carrier.refusals.isOn(campaign)) {
        carrier.refusals.end(campaign);
        // The last answers of one that is down, or was set anew, say nothing of how it goes on.
        if (!carrier.isDown && this.#carriers.includes(carrier))
          void inBackground(this.#reasons.takeBack(campaign));
      }
      if (outcome.type !== 'accepted' && classify(outcome.reply, domain).slowsDown) {
        void inBackground(carrier.pace.slowDown(domain));
      }
    }
    return settlement;
  }

  /** When a campaign can be carried again; undefined when there is no transport for it. */
  #readyAt(sending: Sending): number | undefined {
    const now = carriersNow(sending, this.#carriers);
    // Who stands by gets nothing while others wait for connections alone.
    const carriers = now.length > 0 ? now : carriersFor(sending.senderDomain, this.#carriers);
    const instants = carriers.map(({ readyAt, takenUntil, refusals }) =>
      Math.max(readyAt, takenUntil, refusals.until(sending.campaign)),
    );
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  /** In campaigns that no transport takes at the moment. */
  #sayWhy(): Promise<void> {
    return this.#sayToAll((sending) => whyNotCarried(sending, this.#carriers));
  }

  async #sayToAll(reasonFor: (sending: Sending) => string | undefined): Promise<void> {
    for (const sending of await campaignsToDeliver(this.deps.store.db)) {
      const reason = reasonFor(sending);
      if (reason !== undefined) await this.#reasons.say(sending.campaign, reason);
    }
  }
}
