import type { ContactKey } from '../../model';
import type { Db, Store } from '../../store';
import { keyList } from './keyList';

/** What a transaction does with contacts: write down something of them, or change them as well. */
export type ContactUse = 'to refer to' | 'to change';

/**
 * Contacts come before everything else, in order, as whoever sends and whoever erases has it: nobody waits in a circle. On Postgres
 * somebody else could delete one meanwhile: whoever does so waits, and is waited for.
 * @returns those that are there
 */
export async function lockContacts(
  tx: Db,
  dialect: Store['dialect'],
  contacts: readonly ContactKey[],
  use: ContactUse,
): Promise<ReadonlySet<ContactKey>> {
  if (contacts.length === 0) return new Set();
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', keyList(dialect, contacts))
    .orderBy('id')
    .$if(dialect === 'postgres', (query) =>
      use === 'to change' ? query.forNoKeyUpdate() : query.forKeyShare(),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}
