import type { CampaignKey, SendHealth } from '../../model';
import type { Db } from '../../store';
import type { Settlement } from '../settle';
import { type HealthCounts, healthCounts, whyUnhealthy } from './health';

/** Complaints come from elsewhere, and other pumps send too: each time so many messages went out all is counted again. */
const COUNT_EVERY = 20_000;

/** Keeps the counts of the campaigns that a pump sends, and tells when one should be paused. */
export class HealthWatch {
  readonly #counts = new Map<CampaignKey, HealthCounts>();
  readonly #looking = new Set<Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly onUnhealthy: (campaign: CampaignKey, reason: string) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Before the first message of a campaign. */
  async begin(campaign: CampaignKey): Promise<void> {
    if (!this.#counts.has(campaign)) this.#counts.set(campaign, await healthCounts(this.db, campaign));
  }

  note(campaign: CampaignKey, { status }: Settlement, limits: SendHealth): void {
    const counts = this.#counts.get(campaign);
    if (!counts || (status !== 'sent' && status !== 'bounced')) return;
    counts[status]++;
    if (whyUnhealthy(counts, limits) !== undefined || (counts.sent + counts.bounced) % COUNT_EVERY === 0) {
      // Counted again when it goes on.
      this.#counts.delete(campaign);
      this.#look(campaign, limits);
    }
  }

  forgetAllBut(campaigns: readonly CampaignKey[]): void {
    for (const campaign of this.#counts.keys())
      if (!campaigns.includes(campaign)) this.#counts.delete(campaign);
  }

  /** Resolves when nothing is being looked at any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#looking);
  }

  #look(campaign: CampaignKey, limits: SendHealth): void {
    const looking = this.#pauseIfUnhealthy(campaign, limits)
      .catch((error: unknown) => this.onError(error))
      .finally(() => this.#looking.delete(looking));
    this.#looking.add(looking);
  }

  async #pauseIfUnhealthy(campaign: CampaignKey, limits: SendHealth): Promise<void> {
    const reason = whyUnhealthy(await healthCounts(this.db, campaign), limits);
    if (reason !== undefined) await this.onUnhealthy(campaign, reason);
  }
}
