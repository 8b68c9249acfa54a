import type { ContactKey } from '../model';
import type { ContactRow, Db, Store } from '../store';

/** Reads a contact and keeps others from changing or deleting it until the transaction ends. SQLite has one writer anyway. */
export const lockContact = (
  tx: Db,
  dialect: Store['dialect'],
  contact: ContactKey,
): Promise<ContactRow | undefined> =>
  tx
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', contact)
    // What refers to the contact, as a delivery's outcome does, may be written meanwhile.
    .$if(dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
