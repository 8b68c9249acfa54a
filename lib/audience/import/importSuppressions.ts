import { sql } from 'kysely';
import {
  type Clock,
  type SuppressionImportOptions,
  suppressionImportOptionsSchema,
  type SuppressionImportResult,
  validate,
} from '../../model';
import { type Db, runForEach, type Store, type SuppressionRow, transact } from '../../store';
import { replaces, UNLESS_SUPPRESSED } from '../suppressions/suppress';
import { readFile } from './readFile';

const INSERT = `insert into suppressions (email, reason, created_at) values (?, ?, ?) ${UNLESS_SUPPRESSED}`;

/**
 * Adds the addresses of a CSV as it arrives, in batches. Whoever is on the list keeps their reason and date, unless the new one is stronger.
 * @throws MailtargetError CSV_INVALID when the header or the file's form is wrong; what was read before it is kept
 */
export async function importSuppressions(
  store: Store,
  clock: Clock,
  csv: ReadableStream<Uint8Array>,
  options: SuppressionImportOptions = {},
): Promise<SuppressionImportResult> {
  const { reason, encoding, delimiter } = validate(suppressionImportOptionsSchema, options, 'options');
  let added = 0;
  let unchanged = 0;
  const summary = await readFile(
    csv,
    { clock, closed: store.closed },
    { kind: 'suppressions', encoding, delimiter },
    {
      async write(batch) {
        const now = clock.now();
        const rows = batch.map((one) => ({
          email: one.email,
          reason: one.reason ?? reason,
          created_at: one.createdAt ?? now,
        }));
        const count = await transact(store.db, (tx) => insert(tx, store.dialect, rows));
        added += count;
        unchanged += rows.length - count;
        return [];
      },
    },
  );
  return { ...summary, added, unchanged };
}

/** @returns how many were not on the list */
async function insert(tx: Db, dialect: Store['dialect'], rows: readonly SuppressionRow[]): Promise<number> {
  const chosen = chooseOne(rows);
  // All who write many do it in the same order.
  const sorted = [...chosen.keys()].sort().map((email) => chosen.get(email)!);
  if (dialect === 'sqlite') {
    const values = sorted.map((row) => [row.email, row.reason, row.created_at]);
    const keys = await runForEach(tx, INSERT, values);
    return keys.filter((key) => key !== undefined).length;
  }
  const { numAffectedRows } = await sql`insert into suppressions (email, reason, created_at)
    select email, reason, created_at from json_to_recordset(${JSON.stringify(sorted)})
    as row (email text, reason text, created_at bigint) where true ${sql.raw(UNLESS_SUPPRESSED)}`.execute(tx);
  return Number(numAffectedRows);
}

/** Of the rows for an address, the one that would be left if they were added one after the other. */
function chooseOne(rows: readonly SuppressionRow[]): Map<string, SuppressionRow> {
  const chosen = new Map<string, SuppressionRow>();
  for (const row of rows) {
    const before = chosen.get(row.email);
    if (!before || replaces(row.reason, before.reason)) chosen.set(row.email, row);
  }
  return chosen;
}
