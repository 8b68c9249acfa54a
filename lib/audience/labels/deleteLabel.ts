import { sql } from 'kysely';
import { type LabelKey, MailtargetError, toId } from '../../model';
import { type Db, type LabelRow, type Store, transact } from '../../store';
import { findLabel, lockLabel } from './labelRows';
import { describeUsers, findUsers, lockReferences } from '../references';
import { isWithin } from '../slices';
import { writeInSlices } from '../writeInSlices';

/**
 * Deletes a label at once, so that a campaign that excludes it is never left with half of it, and then what says who had it.
 * @throws MailtargetError LABEL_NOT_FOUND, LABEL_IN_USE
 */
export async function deleteLabel(store: Store, id: string): Promise<void> {
  const label = await findLabel(store.db, id);
  await refuseInUse(store.db, label);
  await transact(store.db, async (tx) => {
    const { dialect } = store;
    await lockLabel(tx, dialect, label, 'deleted');
    await lockReferences(tx, dialect, 'alone');
    await refuseInUse(tx, label);
    await tx.deleteFrom('labels').where('id', '=', label.id).execute();
  });
  await clearDeletedLabels(store);
}

/**
 * Clears who had the labels that are gone: those of a deletion that broke off, too. Keys are not used again, and nothing looks for one
 * that is no label's; so until then nobody sees them.
 */
export async function clearDeletedLabels(store: Store): Promise<void> {
  for (const label of await deletedLabels(store.db)) {
    await writeInSlices(store, async (tx, slice) => {
      const { numDeletedRows } = await tx
        .deleteFrom('contact_labels')
        .where('label_id', '=', label)
        .where(isWithin('contact_labels.contact_id', slice))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    });
  }
}

/** Goes from label to label, which is a look into the index for each. */
async function deletedLabels(db: Db): Promise<LabelKey[]> {
  const { rows } = await sql<{ id: LabelKey }>`
    with recursive used (id) as (
      select min(label_id) from contact_labels
      union all
      select (select min(label_id) from contact_labels where label_id > used.id) from used where used.id is not null
    )
    select id from used where id is not null and id not in (select id from labels)`.execute(db);
  return rows.map(({ id }) => id);
}

async function refuseInUse(db: Db, { id, name }: LabelRow): Promise<void> {
  const users = describeUsers(await findUsers(db, { type: 'label', id: toId(id) }));
  if (users === undefined) return;
  throw new MailtargetError(
    'LABEL_IN_USE',
    `The label "${name}" is used by ${users}. Take it out of there before you delete it, or merge it into another label.`,
    { field: 'labelId' },
  );
}
