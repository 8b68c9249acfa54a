import { describeUsers, findUsers, lockReferences } from '../audience';
import { MailtargetError, toId } from '../model';
import { type CategoryRow, type Db, isForeignKeyViolation, type Store, transact } from '../store';
import { findCategory } from './findCategory';

/** @throws MailtargetError CATEGORY_NOT_FOUND; CATEGORY_IN_USE while a campaign or a segment has it */
export async function deleteCategory({ db, dialect }: Store, id: string): Promise<void> {
  const category = await findCategory(db, id);
  try {
    await transact(db, async (tx) => {
      await lockReferences(tx, dialect, 'alone');
      await refuseInUse(tx, category);
      await tx.deleteFrom('categories').where('id', '=', category.id).execute();
    });
  } catch (error) {
    // A campaign got it at this moment.
    if (isForeignKeyViolation(error)) throw inUse(category, 'a campaign');
    throw error;
  }
}

async function refuseInUse(tx: Db, category: CategoryRow): Promise<void> {
  const { segments } = await findUsers(tx, { type: 'category', id: toId(category.id) });
  const campaigns = await tx
    .selectFrom('campaigns')
    .select(['id', 'subject'])
    .where('category_id', '=', category.id)
    .orderBy('id')
    .execute();
  const users = describeUsers({
    segments,
    campaigns: campaigns.map((row) => ({ id: toId(row.id), subject: row.subject })),
  });
  if (users !== undefined) throw inUse(category, users);
}

const inUse = ({ name }: CategoryRow, users: string): MailtargetError =>
  new MailtargetError(
    'CATEGORY_IN_USE',
    `The category "${name}" belongs to ${users}. Give them another one, or none, before you delete it.`,
    { field: 'categoryId' },
  );
