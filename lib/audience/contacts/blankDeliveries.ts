import type { ContactKey } from '../../model';
import type { Db } from '../../store';

/**
 * Takes from the deliveries and events of contacts that are being deleted what tells who they were: replies of mail servers often name
 * the address, and a domain may belong to one person alone. Their keys are then found by nobody.
 */
export async function blankDeliveries(tx: Db, contacts: readonly ContactKey[]): Promise<void> {
  if (contacts.length === 0) return;
  await tx
    .updateTable('deliveries')
    .set({ reason: null, domain: '' })
    // Deliveries are keyed by their campaign.
    .where('campaign_id', 'in', tx.selectFrom('campaigns').select('id'))
    .where('contact_id', 'in', contacts)
    .execute();
  await tx
    .updateTable('events')
    .set({ reason: null, url: null, ip: null, user_agent: null })
    .where('contact_id', 'in', contacts)
    .execute();
  await tx.deleteFrom('held_clicks').where('contact_id', 'in', contacts).execute();
}
