import { randomUUID } from 'node:crypto';
import type { CampaignKey, Clock, Retries, SendHealth } from '../../model';
import type { Settings } from '../../settings';
import type { Store } from '../../store';
import { Ledger } from '../ledger/ledger';
import type { Outcome } from '../outcome';
import { Permits } from '../permits';
import type { OpenRelay, Relay } from '../relay';
import { classify } from '../replies';
import { settle, type Settlement } from '../settle';
import type { MessageTransport } from '../transport';
import { campaignsToDeliver, type Claimed } from './claims';
import { Composers } from './composers';
import { HealthWatch } from './healthWatch';
import { Holdings } from './holdings';
import { holdPermits } from './holdPermits';
import { Reasons } from './reasons';
import { Rota } from './rota';
import { Shipment } from './shipment';

/** While others have all connections: soon enough not to be forgotten by those who wait for some. */
const ASK_AGAIN_MS = 5_000;

export interface PumpDependencies {
  store: Store;
  clock: Clock;
  relay: Relay;
  settings: Settings;
  /** Called when no delivery of a campaign is open any more. */
  onDrained: (campaign: CampaignKey) => Promise<void>;
  /** Called when too much of a campaign bounces, or too many complain. */
  onUnhealthy: (campaign: CampaignKey, reason: string) => Promise<void>;
  onError: (what: string, error: unknown) => void;
}

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
  #rules: Rules | undefined;

  constructor(private readonly deps: PumpDependencies) {
    const { store, clock, settings, onDrained, onUnhealthy, onError } = deps;
    const owner = randomUUID();
    this.#permits = new Permits(store, clock, owner);
    this.#ledger = new Ledger(store, clock, owner);
    this.#holdings = new Holdings(store, clock, owner);
    this.#health = new HealthWatch(store.db, onUnhealthy, (error) => onError('look after campaigns', error));
    this.#reasons = new Reasons(store.db);
    this.#rota = new Rota({
      store,
      clock,
      owner,
      onDrained,
      onError,
      composers: new Composers(store.db, settings),
      reasons: this.#reasons,
      onLook: (campaigns) => this.#health.forgetAllBut(campaigns),
      onBatch: (campaign) => this.#health.look(campaign),
    });
  }

  /**
   * Works until nothing is due or `signal` is aborted.
   * @returns when there will be something to do again; undefined when nothing is open
   */
  async run(signal: AbortSignal): Promise<number | undefined> {
    const { relay, store } = this.deps;
    const campaigns = await campaignsToDeliver(store.db);
    this.#rota.beginRun(campaigns);
    if (campaigns.length === 0) return undefined;
    let notBefore = 0;
    this.#holdings.startRenewing();
    try {
      for (let isDone = false; !isDone && !signal.aborted;) {
        // One that was set anew rests no more.
        const open = await relay.open();
        if (relay.rest.isOn) break;
        ({ isDone, notBefore } = await this.#useTransport(open, signal));
      }
      if (relay.rest.isOn) await this.#sayToAll(relay.rest.reason!);
    } catch (error) {
      // Where the database itself is the trouble, there is nowhere to say so.
      await this.#sayToAll((error as Error).message).catch(() => {});
      throw error;
    } finally {
      this.#holdings.stopRenewing();
      await this.#health.settled();
    }
    const next = await this.#rota.endRun();
    return next === undefined ? undefined : Math.max(next, relay.rest.until, notBefore);
  }

  /** With as many connections as this pump may have: other pumps have some too. */
  async #useTransport(open: OpenRelay, signal: AbortSignal): Promise<{ isDone: boolean; notBefore: number }> {
    const { clock } = this.deps;
    const { config, pace } = open;
    const permits = await holdPermits(this.#permits, clock, config.id, config.maxConnections);
    if (permits.count === 0) return { isDone: true, notBefore: clock.now() + ASK_AGAIN_MS };
    const transport = open.connect();
    try {
      const isCurrent = await this.#ship(
        open,
        transport,
        permits.count,
        AbortSignal.any([signal, permits.revoked]),
      );
      const isDone = isCurrent && !permits.revoked.aborted;
      return { isDone, notBefore: pace.later(null) ?? 0 };
    } finally {
      transport.close();
      // Permits that are renewed and not used would keep even us from connecting.
      await pace.release().finally(() => permits.release());
    }
  }

  /** @returns false when the relay was set anew meanwhile */
  async #ship(
    open: OpenRelay,
    transport: MessageTransport,
    connections: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { clock, relay } = this.deps;
    let isCurrent = true;
    const shipment = new Shipment({
      clock,
      transport,
      connections,
      ledger: this.#ledger,
      transportId: open.config.id,
      pace: open.pace,
      stockSize: 2 * open.batchSize,
      claim: async () => {
        isCurrent = await relay.isCurrent(open);
        return isCurrent ? this.#claim(open, signal) : undefined;
      },
      giveBack: (deliveries, notBefore) => this.#holdings.giveBack(deliveries, notBefore),
      compose: (delivery) => this.#rota.compose(delivery.campaign)(delivery, clock.now()),
      settle: (...outcome) => this.#settle(open, ...outcome),
    });
    const stop = await shipment.run(signal);
    if (stop?.type === 'unavailable') relay.rest.begin(stop.error.message);
    return isCurrent;
  }

  async #sayToAll(reason: string): Promise<void> {
    for (const campaign of await campaignsToDeliver(this.deps.store.db))
      await this.#reasons.say(campaign, reason);
  }

  async #claim({ pace, batchSize }: OpenRelay, signal: AbortSignal): Promise<Claimed[]> {
    const { settings } = this.deps;
    // The limit of an hour or a day is used up.
    if (pace.later(null) !== undefined) return [];
    this.#rules = { retries: await settings.retries(), health: await settings.sendHealth() };
    const batch = await this.#rota.claim(batchSize, signal);
    this.#holdings.add(batch);
    return batch;
  }

  #settle({ pace }: OpenRelay, delivery: Claimed, outcome: Outcome, attempts: number): Settlement {
    const { clock, relay, onError } = this.deps;
    const { campaign, domain } = delivery;
    const { retries, health } = this.#rules!;
    const inBackground = (work: Promise<void>) => work.catch((error: unknown) => onError('deliver', error));
    const settlement = settle(outcome, { domain, attempts, now: clock.now() }, retries, Math.random());
    this.#holdings.remove(delivery);
    this.#health.note(campaign, settlement, health);
    if (outcome.type === 'held') void inBackground(this.#rota.rest(campaign, outcome.error.message));
    else if ('reply' in outcome) {
      relay.rest.end();
      void inBackground(this.#rota.moved(campaign));
      if (outcome.type !== 'accepted' && classify(outcome.reply, domain).slowsDown) {
        void inBackground(pace.slowDown(domain));
      }
    }
    return settlement;
  }
}
