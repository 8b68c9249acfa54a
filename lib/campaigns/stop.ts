import { settleOpen } from '../delivery';
import type { Jobs } from '../jobs';
import { type CampaignKey, type Clock, STOPPED, toId, toKey } from '../model';
import type { CampaignRow, Store } from '../store';
import { finishCampaign } from './finishCampaign';
import { freezeAudience } from './freezeAudience';
import { transition } from './lifecycle';

const STOP = 'stop';
/** A pump gives back what has not left as soon as it sees the stop. */
const ASK_AGAIN_MS = 500;

/**
 * Ends campaigns before everybody has them. That somebody wants it is in the campaign first, and no pump claims anything of it any
 * more; a job then skips what is open.
 */
export class Stopper {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    jobs.handle(STOP, (campaignId, signal) => this.#end(toKey<CampaignKey>(campaignId)!, signal));
  }

  /** @returns undefined when the campaign is neither being sent nor paused, or was stopped before */
  async request(campaign: CampaignKey): Promise<CampaignRow | undefined> {
    const now = this.clock.now();
    const changes = { stop_requested_at: now, status_reason: STOPPED };
    const row = await transition(this.store.db, campaign, 'stop', now, changes, (eb) =>
      eb('stop_requested_at', 'is', null),
    );
    if (row) this.jobs.enqueue(STOP, toId(campaign));
    return row;
  }

  /** Takes up the stops that are not at their end: their process was stopped, or a pump held something of them. */
  async resume(): Promise<void> {
    const rows = await this.store.db
      .selectFrom('campaigns')
      .select('id')
      .where('status', '=', 'sending')
      .where('stop_requested_at', 'is not', null)
      .execute();
    for (const { id } of rows) this.jobs.enqueue(STOP, toId(id));
  }

  /** Whom a stopped campaign would have reached is in its report: where it is not known yet, it is found out first. */
  async #end(campaign: CampaignKey, signal: AbortSignal): Promise<void> {
    const { store, clock, jobs } = this;
    await freezeAudience(store, campaign, clock, signal);
    const skipped = { status: 'skipped', reason: STOPPED } as const;
    const heldUntil = await settleOpen(store, campaign, skipped, clock.now(), signal);
    if (signal.aborted) return;
    if (heldUntil === undefined) await finishCampaign(store.db, campaign, clock.now());
    else jobs.enqueue(STOP, toId(campaign), Math.min(heldUntil, clock.now() + ASK_AGAIN_MS));
  }
}
