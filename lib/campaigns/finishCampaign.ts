import { type CampaignKey, STOPPED } from '../model';
import type { Db } from '../store';
import { transition } from './lifecycle';

/** Ends a campaign of which nothing is open any more. */
export async function finishCampaign(db: Db, campaign: CampaignKey, now: number): Promise<void> {
  const row = await db
    .selectFrom('campaigns')
    .select('stop_requested_at')
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const reason = row.stop_requested_at === null ? null : STOPPED;
  await transition(db, campaign, 'finish', now, { sent_at: now, status_reason: reason });
}
