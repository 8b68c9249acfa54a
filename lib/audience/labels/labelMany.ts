import { type BulkChange, bulkFilterSchema, type Clock, type LabelKey, validate } from '../../model';
import type { Db, Store } from '../../store';
import { contactsMatching, resolveContactFilter } from '../contacts/contactsMatching';
import { findLabel, lockLabel } from './labelRows';
import { lockReferences } from '../references';
import { isWithin, type Slice } from '../slices';
import { writeInSlices } from '../writeInSlices';

type Change = 'add' | 'remove';

/**
 * Gives a label to everyone who matches, or takes it from them. A contact is looked at once, and changes after that: so "has
 * none of the label" is right for adding it.
 * @throws MailtargetError LABEL_NOT_FOUND, INVALID_INPUT, and as `resolveContactFilter`
 */
export async function labelMany(
  store: Store,
  clock: Clock,
  change: Change,
  id: string,
  input: unknown,
): Promise<BulkChange> {
  const filter = validate(bulkFilterSchema, input, 'filter');
  const label = await findLabel(store.db, id);
  await resolveContactFilter(store.db, filter);
  const now = clock.now();
  const changed = await writeInSlices(store, async (tx, slice) => {
    // In the order in which a label is deleted.
    await lockLabel(tx, store.dialect, label, 'given');
    await lockReferences(tx, store.dialect, 'share');
    // Resolved anew each time: what it names may be deleted meanwhile, and "not" of what is gone would be everybody.
    const reader = { db: tx, dialect: store.dialect };
    const matching = contactsMatching(reader, await resolveContactFilter(tx, filter), now, slice);
    return change === 'add' ? add(tx, label.id, matching) : remove(tx, label.id, matching, slice);
  });
  return { changed };
}

type Matching = ReturnType<typeof contactsMatching>;

async function add(tx: Db, label: LabelKey, matching: Matching): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('contact_labels')
    .columns(['label_id', 'contact_id'])
    .expression((eb) =>
      // Postgres takes a bare parameter in a select list for text.
      matching.select([eb.cast<LabelKey>(eb.val(label), 'bigint').as('label_id'), 'contacts.id']),
    )
    .onConflict((conflict) => conflict.columns(['label_id', 'contact_id']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

async function remove(tx: Db, label: LabelKey, matching: Matching, slice: Slice): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('contact_labels')
    .where('label_id', '=', label)
    .where(isWithin('contact_labels.contact_id', slice))
    .where('contact_id', 'in', matching.select('contacts.id'))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
