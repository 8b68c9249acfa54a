import type { CampaignKey } from '../model';
import { type Store, transact } from '../store';
import { isOpen } from './claims';

/** Deliveries per transaction: some tens of milliseconds. */
const CHUNK = 10_000;

/**
 * Settles as failed what is open of a campaign that can never be delivered, but for what another pump holds: that is
 * about to be settled there.
 */
export async function failOpen(
  { db, dialect }: Store,
  campaign: CampaignKey,
  reason: string,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const free = db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where(isOpen)
    .where('lease_until', '<=', now)
    .limit(CHUNK)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked());
  for (let failed = 1; failed > 0 && !signal.aborted;) {
    const rows = await transact(db, (tx) =>
      tx
        .updateTable('deliveries')
        .set({ status: 'failed', reason, due_at: 0, updated_at: now })
        .where('campaign_id', '=', campaign)
        .where('contact_id', 'in', free)
        .returning('contact_id')
        .execute(),
    );
    failed = rows.length;
  }
}
