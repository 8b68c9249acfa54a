import type { Db } from '../store';
import { transition } from './lifecycle';

/** Campaigns whose last message left before an instant count as reported: what their reports say changes little from then on. */
export async function reportCampaigns(db: Db, sentBefore: number, now: number): Promise<void> {
  const campaigns = await db
    .selectFrom('campaigns')
    .select('id')
    .where('status', '=', 'sent')
    .where('sent_at', '<=', sentBefore)
    .execute();
  for (const { id } of campaigns) await transition(db, id, 'report', now);
}
