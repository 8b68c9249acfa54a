import { contactNotFound, findContact } from '../audience';
import { MailtargetError, normalizeEmail } from '../model';
import type { ContactRow, Db, SuppressionRow } from '../store';
import { suppressionOf } from './suppressionOf';

/** Whom we know at all: as a contact, on the suppression list, or as both. */
export interface Person {
  email: string;
  contact: ContactRow | undefined;
  suppression: SuppressionRow | undefined;
}

/** @throws MailtargetError CONTACT_NOT_FOUND for an address that is neither a contact's nor suppressed */
export async function findPerson(db: Db, idOrEmail: string): Promise<Person> {
  const contact = await contactOf(db, idOrEmail);
  const email = contact?.email ?? normalizeEmail(String(idOrEmail));
  const suppression = email === null ? undefined : await suppressionOf(db, email);
  if (!contact && !suppression) throw contactNotFound(String(idOrEmail));
  return { email: email!, contact, suppression };
}

async function contactOf(db: Db, idOrEmail: string): Promise<ContactRow | undefined> {
  try {
    return await findContact(db, idOrEmail);
  } catch (error) {
    if (error instanceof MailtargetError && error.code === 'CONTACT_NOT_FOUND') return undefined;
    throw error;
  }
}
