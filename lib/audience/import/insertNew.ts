import { sql } from 'kysely';
import type { ContactKey, LabelKey } from '../../model';
import { type Db, runForEach, type SqliteValue, type Store } from '../../store';
import { COLUMNS } from './packContacts';

type Row = readonly SqliteValue[];
/** Undefined where the contact was there before. */
type Keys = readonly (ContactKey | undefined)[];

const INSERT_CONTACT = `insert into contacts (${COLUMNS.join(', ')})
  values (${COLUMNS.map(() => '?').join(', ')}) on conflict (email) do nothing`;
const INSERT_LABEL = 'insert into contact_labels (label_id, contact_id) values (?, ?) on conflict do nothing';

/**
 * Inserts those that do not exist, of one email the first.
 * @param rows as in `COLUMNS`
 * @returns their keys
 */
export const insertNew = (tx: Db, dialect: Store['dialect'], rows: readonly Row[]): Promise<Keys> =>
  dialect === 'sqlite' ? insertSqlite(tx, rows) : insertPostgres(tx, rows);

/** A prepared statement for each row: 3 µs, against 15 as values of one long statement. */
const insertSqlite = async (tx: Db, rows: readonly Row[]): Promise<Keys> =>
  (await runForEach(tx, INSERT_CONTACT, rows)) as Keys;

const emailOf = (row: Row) => row[0] as string;

/**
 * All in one parameter: Postgres takes 65,535, and needs time for each. In the order of their emails, as everybody who writes many:
 * nobody then waits in a circle.
 */
async function insertPostgres(tx: Db, rows: readonly Row[]): Promise<Keys> {
  const sorted = rows.toSorted((a, b) => (emailOf(a) < emailOf(b) ? -1 : emailOf(a) > emailOf(b) ? 1 : 0));
  const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
  const values = sql.join(
    COLUMNS.map((column, index) =>
      column.endsWith('_at') ? sql`(row ->> ${sql.lit(index)})::bigint` : sql`row ->> ${sql.lit(index)}`,
    ),
  );
  const inserted = await sql<{ id: ContactKey; email: string }>`
    insert into contacts (${columns})
    select ${values} from jsonb_array_elements(${JSON.stringify(sorted)}::jsonb) with ordinality as rows (row, place)
    order by place on conflict (email) do nothing returning id, email`.execute(tx);
  const keys = new Map(inserted.rows.map(({ id, email }) => [email, id]));
  return rows.map((row) => {
    const key = keys.get(emailOf(row));
    keys.delete(emailOf(row));
    return key;
  });
}

/** Gives labels to contacts; those that one has already are passed over. */
export async function linkLabels(
  tx: Db,
  dialect: Store['dialect'],
  links: readonly (readonly [LabelKey, ContactKey])[],
): Promise<void> {
  if (links.length === 0) return;
  if (dialect === 'sqlite') {
    await runForEach(tx, INSERT_LABEL, links);
    return;
  }
  const [labels, contacts] = [links.map(([label]) => label), links.map(([, contact]) => contact)];
  await sql`insert into contact_labels (label_id, contact_id)
    select * from unnest(${labels}::bigint[], ${contacts}::bigint[]) on conflict do nothing`.execute(tx);
}
