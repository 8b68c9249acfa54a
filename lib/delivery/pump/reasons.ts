import type { CampaignKey } from '../../model';
import type { Db } from '../../store';

/** Tells in a campaign why it does not move, and takes it back when it does. */
export class Reasons {
  /** Those that say nothing, as far as this pump knows. */
  readonly #silent = new Set<CampaignKey>();

  constructor(private readonly db: Db) {}

  async say(campaign: CampaignKey, reason: string): Promise<void> {
    this.#silent.delete(campaign);
    await this.#write(campaign, reason);
  }

  /** Somebody else may have said something meanwhile. */
  doubt(campaign: CampaignKey): void {
    this.#silent.delete(campaign);
  }

  async takeBack(campaign: CampaignKey): Promise<void> {
    if (this.#silent.has(campaign)) return;
    this.#silent.add(campaign);
    await this.#write(campaign, null);
  }

  async #write(campaign: CampaignKey, reason: string | null): Promise<void> {
    await this.db
      .updateTable('campaigns')
      .set({ status_reason: reason })
      .where('id', '=', campaign)
      .where('status', '=', 'sending')
      .where((eb) => (reason === null ? eb('status_reason', 'is not', null) : eb.lit(true)))
      .execute();
  }
}
