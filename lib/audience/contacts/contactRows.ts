import type { ContactKey } from '../../model';
import type { ContactRow, Db, NewContactRow, Store } from '../../store';

/**
 * Inserts the contacts that do not exist, given in the order of their emails: two who insert the same ones then wait
 * for each other, and never in a circle.
 * @returns the keys of those that are ours, by email; another transaction's may have come first
 */
export async function insertMissing(
  tx: Db,
  emails: readonly string[],
  toRow: (email: string) => NewContactRow,
): Promise<Map<string, ContactKey>> {
  // Trying to insert those that exist would cost Postgres a key each.
  const known = await tx.selectFrom('contacts').select('email').where('email', 'in', emails).execute();
  const knownEmails = new Set(known.map((row) => row.email));
  const missing = emails.filter((email) => !knownEmails.has(email));
  if (missing.length === 0) return new Map();
  const inserted = await tx
    .insertInto('contacts')
    .values(missing.map(toRow))
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(['id', 'email'])
    .execute();
  return new Map(inserted.map((row) => [row.email, row.id]));
}

/** Reads contacts and keeps others from changing them until the transaction ends. SQLite has one writer anyway. */
export async function lockContacts(
  tx: Db,
  dialect: Store['dialect'],
  emails: readonly string[],
): Promise<Map<string, ContactRow>> {
  if (emails.length === 0) return new Map();
  const rows = await tx
    .selectFrom('contacts')
    .selectAll()
    .where('email', 'in', emails)
    .orderBy('email')
    .$if(dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute();
  return new Map(rows.map((row) => [row.email, row]));
}

const CHANGED_COLUMNS = [
  'name',
  'status',
  'source',
  'subscribed_at',
  'funnel_status',
  'time_zone',
  'opt_in_requested_at',
  'fields',
  'updated_at',
] as const;

/** Writes contacts that exist and are locked, all in one statement: an insert that always finds its row there. */
export async function updateContacts(tx: Db, rows: readonly NewContactRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('contacts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet((eb) =>
          Object.fromEntries(CHANGED_COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
}
