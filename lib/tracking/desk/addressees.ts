import type { Addressee } from '../../content';
import type { ContactFields, ContactKey } from '../../model';
import type { Db } from '../../store';

/** What personalization knows of these contacts; of those that are not there any more, nothing. */
export async function addresseesOf(
  db: Db,
  contacts: Iterable<ContactKey>,
): Promise<ReadonlyMap<ContactKey, Addressee>> {
  const keys = [...new Set(contacts)];
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'email', 'name', 'fields'])
    .where('id', 'in', keys)
    .execute();
  return new Map(
    rows.map(({ id, email, name, fields }) => [
      id,
      { email, name, fields: JSON.parse(fields) as ContactFields },
    ]),
  );
}
