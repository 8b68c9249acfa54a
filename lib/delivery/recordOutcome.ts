import { recordEvents } from '../events';
import type { CampaignKey, ContactKey } from '../model';
import type { Db } from '../store';
import type { Settlement } from './outcome';

/** Writes what became of a delivery we hold, and a bounce into the event log. */
export async function recordOutcome(
  tx: Db,
  campaign: CampaignKey,
  contact: ContactKey,
  owner: string,
  { status, reason, attempts, dueAt = 0 }: Settlement,
  now: number,
): Promise<void> {
  const recorded = await tx
    .updateTable('deliveries')
    .set({ status, reason, attempts, due_at: dueAt, lease_owner: null, lease_until: 0, updated_at: now })
    .where('campaign_id', '=', campaign)
    .where('contact_id', '=', contact)
    .where('lease_owner', '=', owner)
    .where('status', '=', 'sending')
    .returning('contact_id')
    .executeTakeFirst();
  if (recorded && status === 'bounced') {
    await recordEvents(tx, [{ campaign_id: campaign, type: 'bounce', contact_id: contact, reason, at: now }]);
  }
}
