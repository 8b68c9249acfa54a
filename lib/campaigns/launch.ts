import { countAudience } from '../audience';
import { compileContent, contentOf } from '../content';
import type { Relay } from '../delivery';
import type { Jobs } from '../jobs';
import { type CampaignKey, type Clock, MailtargetError, type Recipients, toId, toKey } from '../model';
import type { CampaignRow, Store } from '../store';
import { freezeAudience } from './freezeAudience';
import { transition } from './lifecycle';

const FREEZE = 'freeze';
export const DELIVER = 'deliver';

/** The moment a campaign leaves draft or scheduled, and what has to happen before its first message leaves. */
export class Launcher {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly relay: Relay,
  ) {
    jobs.handle(FREEZE, async (campaignId, signal) => {
      await freezeAudience(store, toKey<CampaignKey>(campaignId)!, clock, signal);
      jobs.enqueue(DELIVER);
    });
  }

  /**
   * Whether the campaign could be launched now.
   * @throws MailtargetError TEMPLATE_INVALID, EMPTY_AUDIENCE, TRANSPORT_MISSING
   */
  async check(row: CampaignRow): Promise<void> {
    compileContent(contentOf(row));
    if ((await countAudience(this.store.db, JSON.parse(row.recipients) as Recipients)) === 0) {
      throw new MailtargetError(
        'EMPTY_AUDIENCE',
        'Nobody would receive this campaign. Include a label that active contacts have, or send to all contacts.',
        { field: 'recipients' },
      );
    }
    await this.relay.config();
  }

  /**
   * @param scheduledAt launches only while the campaign is still scheduled for that instant
   * @returns undefined when somebody else was first
   */
  async launch(campaign: CampaignKey, scheduledAt?: number): Promise<CampaignRow | undefined> {
    const now = this.clock.now();
    const row = await transition(this.store.db, campaign, 'launch', now, { launched_at: now }, scheduledAt);
    if (row) this.jobs.enqueue(FREEZE, toId(campaign));
    return row;
  }

  /** Takes up the launches that a stopped process left unfinished. */
  async resume(): Promise<void> {
    const rows = await this.store.db
      .selectFrom('campaigns')
      .select('id')
      .where('status', '=', 'sending')
      .where('frozen_at', 'is', null)
      .execute();
    for (const { id } of rows) this.jobs.enqueue(FREEZE, toId(id));
  }
}
