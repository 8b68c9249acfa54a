import { randomUUID } from 'node:crypto';
import { type CampaignKey, type Clock, type ContactKey, MailtargetError } from '../model';
import type { Settings } from '../settings';
import type { Store } from '../store';
import { sendBatch } from './batch';
import type { ComposeMessage } from './campaignMessage';
import { campaignsToDeliver, claimBatch, LEASE_MS, nextClaimAt, releaseLeases, renewLeases } from './claims';
import { Composers } from './composers';
import { failOpen } from './failOpen';
import { GroupCommit } from './groupCommit';
import type { Relay } from './relay';
import { Rest } from './rest';

/** Leases are renewed well before they run out. */
const RENEW_EVERY_MS = LEASE_MS / 3;

export interface PumpDependencies {
  store: Store;
  clock: Clock;
  relay: Relay;
  settings: Settings;
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
  readonly #composers: Composers;
  /** Of campaigns that the relay takes no message of, or that cannot be prepared. */
  readonly #rests = new Map<CampaignKey, Rest>();

  constructor(private readonly deps: PumpDependencies) {
    this.#commits = new GroupCommit(deps.store.db);
    this.#composers = new Composers(deps.store.db, deps.settings);
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
      // Where the database itself is the trouble, there is nowhere to say so.
      await this.#setReason(campaign, (error as Error).message).catch(() => {});
      return 'failed';
    }
  }

  /** @returns whether there was a batch to deliver */
  async #deliverBatch(campaign: CampaignKey, signal: AbortSignal): Promise<boolean> {
    const { store, clock, relay } = this.deps;
    const { transport, pace, connections, batchSize } = await relay.open();
    const ownRest = this.#restOf(campaign);
    const rest = [relay.rest, ownRest].find(({ isOn }) => isOn);
    if (rest) {
      await this.#setReason(campaign, rest.reason);
      return false;
    }
    const compose = await this.#prepare(campaign, ownRest, signal);
    if (!compose) return false;
    const batch = await claimBatch(store, campaign, this.#owner, batchSize, clock.now());
    if (batch.length === 0) {
      if (!(await this.#endIfDrained(campaign))) await this.#setReason(campaign, null);
      return false;
    }
    const contacts = batch.map((delivery) => delivery.contactId);
    const stopRenewing = this.#keepLeases(campaign, contacts);
    try {
      const context = {
        dialect: store.dialect,
        campaign,
        owner: this.#owner,
        clock,
        commits: this.#commits,
        pace,
        transport,
        compose,
        connections,
      };
      const stop = await sendBatch(context, batch, signal);
      if (stop?.type === 'unavailable') relay.rest.begin(stop.error.message);
      else relay.rest.end();
      if (stop?.type === 'held') ownRest.begin(stop.error.message);
      else if (!stop) ownRest.end();
      await this.#setReason(campaign, stop?.error.message ?? null);
    } finally {
      stopRenewing();
      await releaseLeases(store.db, campaign, contacts, this.#owner);
    }
    return true;
  }

  /**
   * Compiles a campaign, before anything of it is claimed. One that does not compile rests like one whose sender is
   * refused. Content that is refused a second time is given up: once, a busy machine alone may have been the reason.
   * @returns undefined when nothing of it can be sent now
   */
  async #prepare(
    campaign: CampaignKey,
    rest: Rest,
    signal: AbortSignal,
  ): Promise<ComposeMessage | undefined> {
    try {
      return await this.#composers.of(campaign);
    } catch (error) {
      const { store, clock, onError } = this.deps;
      const { message } = error as Error;
      onError(`deliver campaign ${campaign}`, error);
      const isRefused = error instanceof MailtargetError && error.code === 'TEMPLATE_INVALID';
      if (isRefused && rest.until > 0) await failOpen(store, campaign, message, clock.now(), signal);
      rest.begin(message);
      if (!(await this.#endIfDrained(campaign))) await this.#setReason(campaign, message);
      return undefined;
    }
  }

  /** @returns whether no delivery of the campaign was open any more */
  async #endIfDrained(campaign: CampaignKey): Promise<boolean> {
    if ((await nextClaimAt(this.deps.store.db, campaign)) !== undefined) return false;
    await this.deps.onDrained(campaign);
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
    const instants: number[] = [];
    for (const campaign of campaigns) {
      const claimAt = await nextClaimAt(this.deps.store.db, campaign);
      if (claimAt !== undefined) instants.push(Math.max(claimAt, this.#restOf(campaign).until));
    }
    return instants.length > 0 ? Math.max(Math.min(...instants), this.deps.relay.rest.until) : undefined;
  }

  #forgetAllBut(campaigns: readonly CampaignKey[]): void {
    this.#composers.forgetAllBut(campaigns);
    for (const campaign of this.#rests.keys()) {
      if (!campaigns.includes(campaign)) this.#rests.delete(campaign);
    }
  }

  #restOf(campaign: CampaignKey): Rest {
    const rest = this.#rests.get(campaign) ?? new Rest(this.deps.clock);
    this.#rests.set(campaign, rest);
    return rest;
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
