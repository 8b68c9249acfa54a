import { type Contact, type ContactKey, MailtargetError, normalizeEmail, toKey } from '../../model';
import type { ContactRow, Db } from '../../store';
import { toContacts } from './toContacts';

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function findContact(db: Db, idOrEmail: string): Promise<ContactRow> {
  // A caller without types may give anything.
  const name = String(idOrEmail ?? '');
  const key = toKey<ContactKey>(name);
  const email = normalizeEmail(name);
  const contacts = db.selectFrom('contacts').selectAll();
  const row =
    key !== undefined
      ? await contacts.where('id', '=', key).executeTakeFirst()
      : email !== null
        ? await contacts.where('email', '=', email).executeTakeFirst()
        : undefined;
  if (row) return row;
  throw contactNotFound(name);
}

export const contactNotFound = (idOrEmail: string): MailtargetError =>
  new MailtargetError(
    'CONTACT_NOT_FOUND',
    `There is no contact "${idOrEmail.slice(0, 100)}". Give an existing contact's email or id.`,
    { field: 'contactId' },
  );

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function readContact(db: Db, idOrEmail: string): Promise<Contact> {
  const [contact] = await toContacts(db, [await findContact(db, idOrEmail)]);
  return contact!;
}
