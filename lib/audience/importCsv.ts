import {
  type Clock,
  contactInputSchema,
  type ImportResult,
  MailtargetError,
  type RejectedRow,
  validate,
} from '../model';
import { type Store, transact } from '../store';
import { type ReadRow, readHeader } from './csvColumns';
import { type CsvRow, readRows } from './csvRows';
import { MAX_BATCH, upsertContacts, type ValidContact } from './upsertContacts';

/** More than anyone reads; the count goes on. */
const MAX_LISTED_REJECTIONS = 1000;

/**
 * Reads CSV as it arrives and upserts its contacts in batches, each in one transaction: good rows are kept whatever
 * comes after them.
 * @throws MailtargetError CSV_INVALID when the header or the file's form is wrong; what was read before it is kept
 */
export async function importCsv(
  store: Store,
  clock: Clock,
  csv: ReadableStream<Uint8Array>,
): Promise<ImportResult> {
  const result: ImportResult = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejectedCount: 0,
    rejected: [],
  };
  const reject = (rejection: RejectedRow) => {
    result.rejectedCount++;
    if (result.rejected.length < MAX_LISTED_REJECTIONS) result.rejected.push(rejection);
  };
  let batch: ValidContact[] = [];
  const flush = async () => {
    const contacts = batch;
    batch = [];
    if (contacts.length === 0) return;
    const outcomes = await transact(store.db, (tx) =>
      upsertContacts(tx, store.dialect, contacts, clock.now()),
    );
    for (const outcome of outcomes) result[outcome]++;
  };

  let readRow: ReadRow | undefined;
  try {
    for await (const row of readRows(csv)) {
      if (!readRow) {
        readRow = headerOf(row);
        continue;
      }
      result.rows++;
      const read = toContact(row, readRow);
      if ('reason' in read) reject({ line: row.line, reason: read.reason });
      else batch.push(read.contact);
      if (batch.length === MAX_BATCH) await flush();
    }
  } finally {
    await flush();
  }
  if (!readRow)
    throw new MailtargetError('CSV_INVALID', 'The file is empty. Its first line must name the columns.');
  return result;
}

function headerOf(row: CsvRow): ReadRow {
  if ('cells' in row) return readHeader(row.cells);
  throw new MailtargetError(
    'CSV_INVALID',
    `The header row, line ${row.line}, cannot be read: ${row.reason}.`,
  );
}

function toContact(row: CsvRow, readRow: ReadRow): { contact: ValidContact } | { reason: string } {
  const read = 'cells' in row ? readRow(row.cells) : row;
  if ('reason' in read) return read;
  try {
    return { contact: validate(contactInputSchema, read.contact, 'contact') };
  } catch (error) {
    return { reason: (error as Error).message.replace(/^contact\./, '') };
  }
}
