import { type Label, type LabelKey, labelNotFound, toId, toKey } from '../../model';
import type { Db, LabelRow, Store } from '../../store';
import { chunks } from '../chunks';

export const toLabel = ({ id, name, is_public }: LabelRow): Label => ({
  id: toId(id),
  name,
  public: is_public === 1,
});

/** @throws MailtargetError LABEL_NOT_FOUND */
export async function findLabel(db: Db, id: string): Promise<LabelRow> {
  // A caller without types may give anything.
  const key = toKey<LabelKey>(String(id ?? ''));
  const row =
    key !== undefined && (await db.selectFrom('labels').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw labelNotFound(id);
  return row;
}

/**
 * Reads a label and keeps it until the transaction ends: `given`, so that nobody deletes it; `deleted`, so that nobody is given
 * it. SQLite has one writer anyway.
 * @throws MailtargetError LABEL_NOT_FOUND
 */
export async function lockLabel(
  tx: Db,
  dialect: Store['dialect'],
  { id }: Pick<LabelRow, 'id'>,
  toBe: 'given' | 'deleted',
): Promise<LabelRow> {
  const row = await tx
    .selectFrom('labels')
    .selectAll()
    .where('id', '=', id)
    .$if(dialect === 'postgres', (query) => (toBe === 'given' ? query.forKeyShare() : query.forUpdate()))
    .executeTakeFirst();
  if (!row) throw labelNotFound(toId(id));
  return row;
}

/**
 * The keys of labels by name; those that do not exist are created. On Postgres nobody deletes one of them before the transaction
 * ends.
 */
export async function ensureLabels(
  tx: Db,
  dialect: Store['dialect'],
  names: Iterable<string>,
): Promise<Map<string, LabelKey>> {
  // In one order for everybody: two who create the same labels then never wait for each other in a circle.
  const wanted = [...new Set(names)].sort();
  const keys = await lockByName(tx, dialect, wanted);
  let missing = wanted;
  // Another's label, for which an insert does nothing, may be deleted before we have it.
  while ((missing = missing.filter((name) => !keys.has(name))).length > 0) {
    for (const part of chunks(missing)) {
      await tx
        .insertInto('labels')
        .values(part.map((name) => ({ name })))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
    }
    for (const [name, key] of await lockByName(tx, dialect, missing)) keys.set(name, key);
  }
  return keys;
}

async function lockByName(
  tx: Db,
  dialect: Store['dialect'],
  names: readonly string[],
): Promise<Map<string, LabelKey>> {
  const keys = new Map<string, LabelKey>();
  for (const part of chunks(names)) {
    const rows = await tx
      .selectFrom('labels')
      .select(['id', 'name'])
      .where('name', 'in', part)
      .$if(dialect === 'postgres', (query) => query.forKeyShare())
      .execute();
    for (const row of rows) keys.set(row.name, row.id);
  }
  return keys;
}
