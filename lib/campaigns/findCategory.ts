import { type CategoryKey, MailtargetError, toKey } from '../model';
import type { CategoryRow, Db } from '../store';

/** @throws MailtargetError CATEGORY_NOT_FOUND */
export async function findCategory(db: Db, id: string): Promise<CategoryRow> {
  // A caller without types may give anything.
  const key = toKey<CategoryKey>(String(id));
  const row = key && (await db.selectFrom('categories').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw categoryNotFound(id);
  return row;
}

export const categoryNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'CATEGORY_NOT_FOUND',
    `There is no category "${String(id).slice(0, 100)}". Choose one from the list of categories.`,
    { field: 'categoryId' },
  );
