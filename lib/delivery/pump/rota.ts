import { type CampaignKey, type Clock, MailtargetError } from '../../model';
import type { Store } from '../../store';
import type { ComposeMessage } from '../campaignMessage';
import { settleOpen } from '../settleOpen';
import { campaignsToDeliver, claimBatch, type Claimed, nextClaimAt } from './claims';
import type { Composers } from './composers';
import type { Reasons } from './reasons';
import { Rest } from './rest';

export interface RotaDependencies {
  store: Store;
  clock: Clock;
  owner: string;
  composers: Composers;
  reasons: Reasons;
  /** Called with those that are being sent. */
  onLook: (campaigns: readonly CampaignKey[]) => void;
  /** Called before something of a campaign is claimed. */
  onBatch: (campaign: CampaignKey) => Promise<void>;
  /** Called when no delivery of a campaign is open any more. */
  onDrained: (campaign: CampaignKey) => Promise<void>;
  onError: (what: string, error: unknown) => void;
}

/** The campaigns that are being sent, a batch from each in turn. One that cannot be sent says so, and keeps none of the others waiting. */
export class Rota {
  /** Of campaigns that the relay takes no message of, or that cannot be prepared. */
  readonly #rests = new Map<CampaignKey, Rest>();
  readonly #compose = new Map<CampaignKey, ComposeMessage>();
  /** Of campaigns that failed here, at the database for example. */
  readonly #failures = new Map<CampaignKey, Rest>();
  #last = -1;

  constructor(private readonly deps: RotaDependencies) {}

  /** @param campaigns those that are being sent; of the others nothing is under way between two runs */
  beginRun(campaigns: readonly CampaignKey[]): void {
    this.#forgetAllBut(campaigns);
    this.#compose.clear();
  }

  /** The next batch that is due, of any campaign; nothing when none has one. */
  async claim(size: number, signal: AbortSignal): Promise<Claimed[]> {
    const campaigns = await campaignsToDeliver(this.deps.store.db);
    this.#forgetAllBut(campaigns);
    for (const campaign of this.#inTurn(campaigns)) {
      if (signal.aborted) break;
      const batch = await this.#tryClaim(campaign, size, signal);
      if (batch.length === 0) continue;
      this.#last = campaign;
      return batch;
    }
    return [];
  }

  compose(campaign: CampaignKey): ComposeMessage {
    return this.#compose.get(campaign)!;
  }

  /** Leaves a campaign alone for a while. */
  async rest(campaign: CampaignKey, reason: string): Promise<void> {
    this.#beginRest(this.#rests, campaign, reason);
    await this.deps.reasons.say(campaign, reason);
  }

  async moved(campaign: CampaignKey): Promise<void> {
    this.#rests.delete(campaign);
    await this.deps.reasons.takeBack(campaign);
  }

  /**
   * Ends campaigns of which nothing is open any more.
   * @returns when one of the others can be gone on with; undefined when there is none
   */
  async endRun(): Promise<number | undefined> {
    const { store, onDrained } = this.deps;
    const instants: number[] = [];
    for (const campaign of await campaignsToDeliver(store.db)) {
      const claimAt = await nextClaimAt(store.db, campaign);
      if (claimAt === undefined) await onDrained(campaign);
      else instants.push(Math.max(claimAt, this.#restsUntil(campaign)));
    }
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  async #tryClaim(campaign: CampaignKey, size: number, signal: AbortSignal): Promise<Claimed[]> {
    if (this.#restsUntil(campaign) > this.deps.clock.now()) return [];
    try {
      const batch = await this.#claim(campaign, size, signal);
      this.#failures.delete(campaign);
      return batch;
    } catch (error) {
      this.deps.onError(`deliver campaign ${campaign}`, error);
      const { message: reason } = error as Error;
      this.#beginRest(this.#failures, campaign, reason);
      // Where the database itself is the trouble, there is nowhere to say so.
      await this.deps.reasons.say(campaign, reason).catch(() => {});
      return [];
    }
  }

  async #claim(campaign: CampaignKey, size: number, signal: AbortSignal): Promise<Claimed[]> {
    const { store, clock, owner, onBatch, onDrained, reasons } = this.deps;
    if (!(await this.#prepare(campaign, signal))) return [];
    await onBatch(campaign);
    const batch = await claimBatch(store, campaign, owner, size, clock.now());
    if (batch.length === 0) {
      if ((await nextClaimAt(store.db, campaign)) === undefined) await onDrained(campaign);
      else if (!this.#rests.has(campaign)) await reasons.takeBack(campaign);
    }
    return batch;
  }

  /**
   * Compiles a campaign, before anything of it is claimed. One that does not compile rests like one whose sender is
   * refused. Content that is refused a second time is given up: once, a busy machine alone may have been the reason.
   */
  async #prepare(campaign: CampaignKey, signal: AbortSignal): Promise<boolean> {
    const { store, clock, composers, onDrained, onError } = this.deps;
    try {
      this.#compose.set(campaign, await composers.of(campaign));
      return true;
    } catch (error) {
      const { message: reason } = error as Error;
      onError(`deliver campaign ${campaign}`, error);
      const isRefused = error instanceof MailtargetError && error.code === 'TEMPLATE_INVALID';
      if (isRefused && this.#rests.has(campaign)) {
        const end = { status: 'failed', reason } as const;
        const heldUntil = await settleOpen(store, campaign, end, clock.now(), signal);
        if (heldUntil === undefined && !signal.aborted) {
          await onDrained(campaign);
          return false;
        }
      }
      await this.rest(campaign, reason);
      return false;
    }
  }

  #inTurn(campaigns: readonly CampaignKey[]): CampaignKey[] {
    const next = campaigns.findIndex((campaign) => campaign === this.#last) + 1;
    return [...campaigns.slice(next), ...campaigns.slice(0, next)];
  }

  #restsUntil(campaign: CampaignKey): number {
    return Math.max(this.#rests.get(campaign)?.until ?? 0, this.#failures.get(campaign)?.until ?? 0);
  }

  #beginRest(rests: Map<CampaignKey, Rest>, campaign: CampaignKey, reason: string): void {
    const rest = rests.get(campaign) ?? new Rest(this.deps.clock);
    rests.set(campaign, rest);
    rest.begin(reason);
  }

  #forgetAllBut(campaigns: readonly CampaignKey[]): void {
    this.deps.composers.forgetAllBut(campaigns);
    this.deps.onLook(campaigns);
    for (const rests of [this.#rests, this.#failures]) {
      for (const campaign of rests.keys()) if (!campaigns.includes(campaign)) rests.delete(campaign);
    }
  }
}
