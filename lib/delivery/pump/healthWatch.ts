import type { CampaignKey, SendHealth } from '../../model';
import type { Db } from '../../store';
import type { Settlement } from '../settle';
import { countComplaints, countOutcomes, type HealthCounts, lastResumedAt, whyUnhealthy } from './health';

interface Watched extends HealthCounts {
  /** A person looked at it then: what was before does not count. */
  since: number;
  isToldOf: boolean;
}

/** Keeps the counts of the campaigns that a pump sends, and tells when one should be paused. */
export class HealthWatch {
  readonly #watched = new Map<CampaignKey, Watched>();
  readonly #telling = new Set<Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly onUnhealthy: (campaign: CampaignKey, reason: string) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Before each batch: complaints come from elsewhere. What other pumps send after the first batch is theirs to watch. */
  async look(campaign: CampaignKey): Promise<void> {
    const since = await lastResumedAt(this.db, campaign);
    const complaints = await countComplaints(this.db, campaign, since);
    const known = this.#watched.get(campaign);
    if (known?.since === since) {
      known.complaints = complaints;
    } else {
      const outcomes = await countOutcomes(this.db, campaign, since);
      this.#watched.set(campaign, { since, isToldOf: false, complaints, ...outcomes });
    }
  }

  note(campaign: CampaignKey, { status }: Settlement, limits: SendHealth): void {
    const watched = this.#watched.get(campaign);
    if (!watched || (status !== 'sent' && status !== 'bounced')) return;
    watched[status]++;
    const reason = watched.isToldOf ? undefined : whyUnhealthy(watched, limits);
    if (reason === undefined) return;
    watched.isToldOf = true;
    const telling = this.onUnhealthy(campaign, reason)
      .catch((error: unknown) => {
        watched.isToldOf = false;
        this.onError(error);
      })
      .finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }

  forgetAllBut(campaigns: readonly CampaignKey[]): void {
    for (const campaign of this.#watched.keys())
      if (!campaigns.includes(campaign)) this.#watched.delete(campaign);
  }

  /** Resolves when everybody has been told. */
  async settled(): Promise<void> {
    await Promise.all(this.#telling);
  }
}
