import { contactNotFound, findContact, recordConsents } from '../audience';
import type { ContactKey } from '../model';
import { type ContactRow, type Db, transact } from '../store';
import { activate } from './activate';
import type { ConsentContext } from './context';
import { lastConsent } from './lastConsent';
import { lockContact } from './lockContact';
import { addressSuppressed, suppressionOf } from './suppressionOf';

/**
 * Unsubscribes a contact, and makes confirmation links void that they have. Who bounced stays so, but their wish is on record.
 * @throws MailtargetError CONTACT_NOT_FOUND
 */
export function unsubscribe(
  context: ConsentContext,
  idOrEmail: string,
  source: string | null,
): Promise<ContactKey> {
  return changeContact(context, idOrEmail, async (tx, { id, status }, now) => {
    const leaves = status === 'active' || status === 'pending';
    await tx
      .updateTable('contacts')
      .set({ opt_in_requested_at: null, ...(leaves && { status: 'unsubscribed', updated_at: now }) })
      .where('id', '=', id)
      .execute();
    if (leaves || (await lastConsent(tx, id)) !== 'unsubscribed') {
      await recordConsents(tx, [id], { action: 'unsubscribed', source, at: now });
    }
  });
}

/**
 * Makes a contact active who asked for it.
 * @throws MailtargetError CONTACT_NOT_FOUND, ADDRESS_SUPPRESSED
 */
export function resubscribe(
  context: ConsentContext,
  idOrEmail: string,
  source: string | null,
): Promise<ContactKey> {
  return changeContact(context, idOrEmail, async (tx, row, now) => {
    const suppression = await suppressionOf(tx, row.email);
    if (suppression?.reason === 'complaint' || suppression?.reason === 'manual') {
      throw addressSuppressed(suppression);
    }
    if (row.status !== 'active' || suppression)
      await activate(tx, row, suppression, 'resubscribed', source, now);
  });
}

/** Runs in a transaction that holds the contact. */
async function changeContact(
  { store: { db, dialect }, clock }: ConsentContext,
  idOrEmail: string,
  change: (tx: Db, row: ContactRow, now: number) => Promise<void>,
): Promise<ContactKey> {
  const { id } = await findContact(db, idOrEmail);
  await transact(db, async (tx) => {
    const row = await lockContact(tx, dialect, id);
    if (!row) throw contactNotFound(idOrEmail);
    await change(tx, row, clock.now());
  });
  return id;
}
