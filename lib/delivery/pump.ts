import { randomUUID } from 'node:crypto';
import type { CampaignKey, Clock, ContactKey } from '../model';
import type { Store } from '../store';
import { sendBatch } from './batch';
import { type ComposeMessage, composerOf } from './campaignMessage';
import { campaignsToDeliver, claimBatch, LEASE_MS, nextClaimAt, releaseLeases, renewLeases } from './claims';
import { GroupCommit } from './groupCommit';
import type { Relay } from './relay';

/** Leases are renewed well before they run out. */
const RENEW_EVERY_MS = LEASE_MS / 3;

export interface PumpDependencies {
  store: Store;
  clock: Clock;
  relay: Relay;
  storeId: string;
  /** Called when no delivery of a campaign is open any more. */
  onDrained: (campaign: CampaignKey) => Promise<void>;
  onError: (what: string, error: unknown) => void;
}

/**
 * Takes launched campaigns from pending to their outcomes. Any number of pumps may run on a store: each delivery is
 * leased to one of them.
 */
export class Pump {
  readonly #owner = randomUUID();
  readonly #commits: GroupCommit;
  readonly #composers = new Map<CampaignKey, ComposeMessage>();

  constructor(private readonly deps: PumpDependencies) {
    this.#commits = new GroupCommit(deps.store.db);
  }

  /**
   * Works, a batch from each campaign in turn, until nothing is due or `signal` is aborted.
   * @returns when there will be something to do again; undefined when nothing is open, or only what failed here and is
   *          tried at the next look
   */
  async run(signal: AbortSignal): Promise<number | undefined> {
    const failed = new Set<CampaignKey>();
    let worked = true;
    let campaigns: CampaignKey[] = [];
    while (worked && !signal.aborted) {
      worked = false;
      const all = await campaignsToDeliver(this.deps.store.db);
      this.#forgetAllBut(all);
      campaigns = all.filter((campaign) => !failed.has(campaign));
      for (const campaign of campaigns) {
        if (signal.aborted) break;
        const outcome = await this.#tryBatch(campaign, signal);
        if (outcome === 'failed') failed.add(campaign);
        worked ||= outcome === 'worked';
      }
    }
    return this.#nextDue(campaigns.filter((campaign) => !failed.has(campaign)));
  }

  /** One campaign that cannot be delivered says so, and keeps none of the others waiting. */
  async #tryBatch(campaign: CampaignKey, signal: AbortSignal): Promise<'worked' | 'idle' | 'failed'> {
    try {
      return (await this.#deliverBatch(campaign, signal)) ? 'worked' : 'idle';
    } catch (error) {
      this.deps.onError(`deliver campaign ${campaign}`, error);
      await this.#setReason(campaign, (error as Error).message);
      return 'failed';
    }
  }

  /** @returns whether there was a batch to deliver */
  async #deliverBatch(campaign: CampaignKey, signal: AbortSignal): Promise<boolean> {
    const { store, clock, relay } = this.deps;
    const { transport, pace, connections, batchSize } = await relay.open();
    if (relay.restUntil > clock.now()) return false;
    const batch = await claimBatch(store, campaign, this.#owner, batchSize, clock.now());
    if (batch.length === 0) {
      if ((await nextClaimAt(store.db, campaign)) === undefined) await this.deps.onDrained(campaign);
      return false;
    }
    const contacts = batch.map((delivery) => delivery.contactId);
    const stopRenewing = this.#keepLeases(campaign, contacts);
    try {
      const compose = await this.#composer(campaign);
      const context = {
        campaign,
        owner: this.#owner,
        clock,
        commits: this.#commits,
        pace,
        transport,
        compose,
        connections,
      };
      const unavailable = await sendBatch(context, batch, signal);
      if (unavailable) relay.rest();
      else relay.works();
      await this.#setReason(campaign, unavailable?.error.message ?? null);
    } finally {
      stopRenewing();
      await releaseLeases(store.db, campaign, contacts, this.#owner);
    }
    return true;
  }

  #keepLeases(campaign: CampaignKey, contacts: readonly ContactKey[]): () => void {
    const { store, clock } = this.deps;
    let cancel = () => {};
    const renewLater = () => {
      cancel = clock.at(clock.now() + RENEW_EVERY_MS, () => {
        renewLater();
        // One that fails is made up for by the next; what somebody else has claimed meanwhile is refused at the mark.
        renewLeases(store, campaign, contacts, this.#owner, clock.now()).catch(() => {});
      });
    };
    renewLater();
    return () => cancel();
  }

  async #nextDue(campaigns: readonly CampaignKey[]): Promise<number | undefined> {
    const instants = await Promise.all(
      campaigns.map((campaign) => nextClaimAt(this.deps.store.db, campaign)),
    );
    const open = instants.filter((instant) => instant !== undefined);
    return open.length > 0 ? Math.max(Math.min(...open), this.deps.relay.restUntil) : undefined;
  }

  async #composer(campaign: CampaignKey): Promise<ComposeMessage> {
    const known = this.#composers.get(campaign);
    if (known) return known;
    const compose = await composerOf(this.deps.store.db, campaign, this.deps.storeId);
    this.#composers.set(campaign, compose);
    return compose;
  }

  #forgetAllBut(campaigns: readonly CampaignKey[]): void {
    for (const campaign of this.#composers.keys()) {
      if (!campaigns.includes(campaign)) this.#composers.delete(campaign);
    }
  }

  /** Tells in the campaign why it does not move, and takes it back when it does. */
  async #setReason(campaign: CampaignKey, reason: string | null): Promise<void> {
    await this.deps.store.db
      .updateTable('campaigns')
      .set({ status_reason: reason })
      .where('id', '=', campaign)
      .where('status', '=', 'sending')
      .where((eb) => (reason === null ? eb('status_reason', 'is not', null) : eb.lit(true)))
      .execute();
  }
}
