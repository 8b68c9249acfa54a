import { type CampaignKey, type Clock, MailtargetError } from '../../model';
import type { Store } from '../../store';
import type { ComposeMessage } from '../campaignMessage';
import { Rests } from '../fleet';
import { settleOpen } from '../settleOpen';
import { campaignsToDeliver, claimBatch, type Claimed, nextClaimAt, type Sending } from './claims';
import type { Composers } from './composers';
import type { Reasons } from './reasons';

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

/** The campaigns that are being sent, a batch from each in turn. One that cannot be prepared says so, and keeps none of the others waiting. */
export class Rota {
  /** Of campaigns that cannot be compiled. */
  readonly #rests: Rests<CampaignKey>;
  /** Of campaigns that failed here, at the database for example. */
  readonly #failures: Rests<CampaignKey>;
  readonly #compose = new Map<CampaignKey, ComposeMessage>();
  #last = -1;

  constructor(private readonly deps: RotaDependencies) {
    this.#rests = new Rests(deps.clock);
    this.#failures = new Rests(deps.clock);
  }

  /** Of campaigns that are not being sent any more nothing is under way between two runs. */
  beginRun(sending: readonly Sending[]): void {
    this.#forgetAllBut(sending);
    this.#compose.clear();
  }

  /** The next batch that is due, of a campaign that may be claimed; nothing when none has one. */
  async claim(size: number, may: (sending: Sending) => boolean, signal: AbortSignal): Promise<Claimed[]> {
    const all = await campaignsToDeliver(this.deps.store.db);
    this.#forgetAllBut(all);
    for (const sending of this.#inTurn(all)) {
      if (signal.aborted) break;
      if (this.#restsUntil(sending.campaign) > this.deps.clock.now() || !may(sending)) continue;
      const batch = await this.#tryClaim(sending, size, signal);
      if (batch.length === 0) continue;
      this.#last = sending.campaign;
      this.deps.reasons.doubt(sending.campaign);
      return batch;
    }
    return [];
  }

  compose(campaign: CampaignKey): ComposeMessage {
    return this.#compose.get(campaign)!;
  }

  /**
   * Ends campaigns of which nothing is open any more.
   * @param readyAt when a campaign can be carried again; undefined when nobody carries it
   * @param isHeldUp whether a campaign says that its transports do not work: when they do, it is to say so no more
   * @returns when one of the others can be gone on with; undefined when there is none
   */
  async endRun(
    readyAt: (sending: Sending) => number | undefined,
    isHeldUp: (sending: Sending) => boolean,
  ): Promise<number | undefined> {
    const { store, onDrained } = this.deps;
    const instants: number[] = [];
    for (const sending of await campaignsToDeliver(store.db)) {
      const { campaign } = sending;
      const claimAt = await nextClaimAt(store.db, campaign);
      const carriedAt = readyAt(sending);
      if (claimAt === undefined) await onDrained(campaign);
      else if (carriedAt !== undefined) {
        const dueAt = isHeldUp(sending) ? carriedAt : Math.max(claimAt, carriedAt);
        instants.push(Math.max(dueAt, this.#restsUntil(campaign)));
      }
    }
    return instants.length > 0 ? Math.min(...instants) : undefined;
  }

  async #tryClaim(sending: Sending, size: number, signal: AbortSignal): Promise<Claimed[]> {
    const { campaign } = sending;
    try {
      const batch = await this.#claim(sending, size, signal);
      this.#failures.end(campaign);
      return batch;
    } catch (error) {
      this.deps.onError(`deliver campaign ${campaign}`, error);
      const { message: reason } = error as Error;
      this.#failures.begin(campaign, reason);
      // Where the database itself is the trouble, there is nowhere to say so.
      await this.deps.reasons.say(campaign, reason).catch(() => {});
      return [];
    }
  }

  async #claim(sending: Sending, size: number, signal: AbortSignal): Promise<Claimed[]> {
    const { store, clock, owner, onBatch, onDrained, reasons } = this.deps;
    const { campaign } = sending;
    if (!(await this.#prepare(campaign, signal))) return [];
    await onBatch(campaign);
    const batch = await claimBatch(store, sending, owner, size, clock.now());
    if (batch.length === 0) {
      if ((await nextClaimAt(store.db, campaign)) === undefined) await onDrained(campaign);
      else await reasons.takeBack(campaign);
    }
    return batch;
  }

  /**
   * Compiles a campaign, before anything of it is claimed. One that does not compile rests. Content that is refused a second
   * time is given up: once, a busy machine alone may have been the reason.
   */
  async #prepare(campaign: CampaignKey, signal: AbortSignal): Promise<boolean> {
    const { store, clock, composers, onDrained, onError, reasons } = this.deps;
    try {
      this.#compose.set(campaign, await composers.of(campaign));
      this.#rests.end(campaign);
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
      this.#rests.begin(campaign, reason);
      await reasons.say(campaign, reason);
      return false;
    }
  }

  #inTurn(all: readonly Sending[]): Sending[] {
    const next = all.findIndex(({ campaign }) => campaign === this.#last) + 1;
    return [...all.slice(next), ...all.slice(0, next)];
  }

  #restsUntil(campaign: CampaignKey): number {
    return Math.max(this.#rests.until(campaign), this.#failures.until(campaign));
  }

  #forgetAllBut(sending: readonly Sending[]): void {
    const campaigns = sending.map(({ campaign }) => campaign);
    this.deps.composers.forgetAllBut(campaigns);
    this.deps.onLook(campaigns);
    this.#rests.forgetAllBut(campaigns);
    this.#failures.forgetAllBut(campaigns);
  }
}
