import { contactNotFound, findContact } from '../audience';
import { labelIdsSchema, type LabelKey, MailtargetError, toId, toKey, type Topic, validate } from '../model';
import { byName, type Db, type Store, transact } from '../store';
import { lockContact } from './lockContact';

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function listTopics(store: Store, idOrEmail: string): Promise<Topic[]> {
  const { id } = await findContact(store.db, idOrEmail);
  const rows = await store.db
    .selectFrom('labels')
    .leftJoin('contact_labels', (join) =>
      join.onRef('contact_labels.label_id', '=', 'labels.id').on('contact_labels.contact_id', '=', id),
    )
    .select(['labels.id', 'labels.name', 'contact_labels.contact_id'])
    .where('labels.is_public', '=', 1)
    .orderBy(byName(store))
    .orderBy('labels.id')
    .execute();
  return rows.map((row) => ({
    labelId: toId(row.id),
    name: row.name,
    subscribed: row.contact_id !== null,
  }));
}

/** @throws MailtargetError CONTACT_NOT_FOUND, LABEL_NOT_FOUND */
export async function chooseTopics(
  { db, dialect }: Store,
  idOrEmail: string,
  labelIds: string[],
): Promise<void> {
  const ids = new Set(validate(labelIdsSchema, labelIds, 'labelIds'));
  const { id } = await findContact(db, idOrEmail);
  await transact(db, async (tx) => {
    // Labels before contacts, as everybody.
    const chosen = await publicLabels(tx, dialect, ids);
    // Of two choices at the same time the later one counts as a whole.
    if (!(await lockContact(tx, dialect, id))) throw contactNotFound(idOrEmail);
    await tx
      .deleteFrom('contact_labels')
      .where('contact_id', '=', id)
      .where('label_id', 'in', (eb) =>
        eb.selectFrom('labels').select('labels.id').where('labels.is_public', '=', 1),
      )
      .execute();
    if (chosen.length === 0) return;
    await tx
      .insertInto('contact_labels')
      .values(chosen.map((label) => ({ contact_id: id, label_id: label })))
      .execute();
  });
}

/** @throws MailtargetError LABEL_NOT_FOUND, naming the first id that is not a public label's */
async function publicLabels(
  tx: Db,
  dialect: Store['dialect'],
  ids: ReadonlySet<string>,
): Promise<LabelKey[]> {
  const rows = await tx
    .selectFrom('labels')
    .select('id')
    .where('is_public', '=', 1)
    .orderBy('id')
    // Until they are given to the contact, nobody deletes them.
    .$if(dialect === 'postgres', (query) => query.forKeyShare())
    .execute();
  const keys = new Set(rows.map((row) => row.id));
  return Array.from(ids, (id) => {
    const key = toKey<LabelKey>(id);
    if (key !== undefined && keys.has(key)) return key;
    throw new MailtargetError(
      'LABEL_NOT_FOUND',
      `There is no topic "${id.slice(0, 100)}". Choose from the public labels.`,
      { field: 'labelIds' },
    );
  });
}
