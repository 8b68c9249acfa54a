import type { ContactKey } from '../../model';
import type { Db } from '../../store';
import { suppressContacts } from '../suppressions/suppressContacts';

/**
 * Whose mailbox, or its domain, is not there: nothing is sent to them again, and the address is suppressed. Who has left stays where they
 * are.
 */
export async function markHardBounced(tx: Db, contacts: readonly ContactKey[], now: number): Promise<void> {
  if (contacts.length === 0) return;
  await tx
    .updateTable('contacts')
    .set({ status: 'hard_bounce', updated_at: now })
    .where('id', 'in', contacts)
    .where('status', 'in', ['active', 'pending'])
    .execute();
  await suppressContacts(tx, contacts, { reason: 'hard_bounce', created_at: now });
}
