import { type Filter, type Label, type LabelKey, MailtargetError, type Recipients, toId } from '../../model';
import { type Db, type LabelRow, type Store, transact } from '../../store';
import { clearDeletedLabels } from './deleteLabel';
import { findLabel, lockLabel, toLabel } from './labelRows';
import { filtersName, findLaunching, lockReferences, recipientsName } from '../references';
import { isWithin, type Slice, slicesOf } from '../slices';
import { whileContactsGo, writeInSlices } from '../writeInSlices';

/**
 * Most of it happens in short transactions, which only add to the second label; what names the first one changes together with
 * its end. Where it broke off, both labels are there, and it can be done again.
 * @throws MailtargetError LABEL_NOT_FOUND, LABEL_IN_USE while a campaign that names the label is being launched
 */
export async function mergeLabels(store: Store, id: string, intoId: string): Promise<Label> {
  const [from, into] = [await findLabel(store.db, id), await findLabel(store.db, intoId)];
  if (from.id === into.id) {
    throw new MailtargetError('INVALID_INPUT', 'A label cannot be merged into itself. Choose another one.', {
      field: 'intoId',
    });
  }
  await writeInSlices(store, async (tx, slice) => {
    await lockLabel(tx, store.dialect, into, 'given');
    return copyMembers(tx, from.id, into.id, slice);
  });
  await whileContactsGo(() => transact(store.db, (tx) => finish(tx, store.dialect, from, into)));
  await clearDeletedLabels(store);
  return toLabel(await findLabel(store.db, intoId));
}

async function finish(tx: Db, dialect: Store['dialect'], from: LabelRow, into: LabelRow): Promise<void> {
  const reader = { db: tx, dialect };
  await lockLabel(tx, dialect, from, 'deleted');
  await lockLabel(tx, dialect, into, 'given');
  // Before members are written: whoever labels in bulk has it when they are.
  await lockReferences(tx, dialect, 'alone');
  // Whoever was given the label meanwhile.
  for await (const slice of slicesOf(reader)) await copyMembers(tx, from.id, into.id, slice);
  await refuseLaunching(tx, from);
  await renameInCampaigns(tx, from, into);
  await renameInSegments(tx, from, into);
  await tx.deleteFrom('labels').where('id', '=', from.id).execute();
}

async function copyMembers(tx: Db, from: LabelKey, into: LabelKey, slice: Slice): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('contact_labels')
    .columns(['label_id', 'contact_id'])
    .expression((eb) =>
      eb
        .selectFrom('contact_labels')
        .select((inner) => [inner.cast<LabelKey>(inner.val(into), 'bigint').as('label_id'), 'contact_id'])
        .where('label_id', '=', from)
        .where(isWithin('contact_labels.contact_id', slice)),
    )
    .onConflict((conflict) => conflict.columns(['label_id', 'contact_id']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

async function refuseLaunching(tx: Db, { id, name }: LabelRow): Promise<void> {
  const [campaign] = await findLaunching(tx, { type: 'label', id: toId(id) });
  if (campaign === undefined) return;
  throw new MailtargetError(
    'LABEL_IN_USE',
    `The campaign "${campaign.subject}" with the label "${name}" is being launched. Merge the label in a moment, when its audience is fixed.`,
    { field: 'labelId' },
  );
}

/** Also in those that were sent or cancelled, which can still be duplicated. */
async function renameInCampaigns(tx: Db, from: LabelRow, into: LabelRow): Promise<void> {
  const label = { type: 'label', id: toId(from.id) } as const;
  const campaigns = await tx
    .selectFrom('campaigns')
    .select(['id', 'recipients'])
    .where('recipients', 'like', `%"${label.id}"%`)
    .execute();
  for (const { id, recipients } of campaigns) {
    const before = JSON.parse(recipients) as Recipients;
    if (!recipientsName(before, label)) continue;
    const replace = (ids: string[]) => replaced(ids, from, into);
    const after: Recipients = {
      ...before,
      labelIds: replace(before.labelIds),
      excludeLabelIds: replace(before.excludeLabelIds),
    };
    await tx
      .updateTable('campaigns')
      .set((eb) => ({ recipients: JSON.stringify(after), revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
}

async function renameInSegments(tx: Db, from: LabelRow, into: LabelRow): Promise<void> {
  const segments = await tx.selectFrom('segments').select(['id', 'filters']).execute();
  const rename = (filter: Filter): Filter => {
    if (filter.type === 'label') return { ...filter, labelIds: replaced(filter.labelIds, from, into) };
    return 'filters' in filter ? { ...filter, filters: filter.filters.map(rename) } : filter;
  };
  for (const { id, filters } of segments) {
    const before = JSON.parse(filters) as Filter[];
    if (!filtersName(before, { type: 'label', id: toId(from.id) })) continue;
    await tx
      .updateTable('segments')
      .set({ filters: JSON.stringify(before.map(rename)) })
      .where('id', '=', id)
      .execute();
  }
}

const replaced = (ids: readonly string[], from: LabelRow, into: LabelRow): string[] => [
  ...new Set(ids.map((id) => (id === toId(from.id) ? toId(into.id) : id))),
];
