import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import {
  type Clock,
  contactInputSchema,
  type ImportResult,
  MailtargetError,
  type RejectedRow,
  validate,
} from '../model';
import type { Store } from '../store';
import { readHeader } from './csvColumns';
import { upsertContacts, type ValidContact } from './upsertContacts';

/** Small enough that one batch's transaction does not keep other writers waiting. */
const ROWS_PER_BATCH = 1000;
/** More than anyone reads; the count goes on. */
const MAX_LISTED_REJECTIONS = 1000;
/** A row longer than this is an unclosed quote. */
const MAX_ROW_BYTES = 1_000_000;

type Row = { record: string[]; info: { lines: number } };

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
    const outcomes = await store.db
      .transaction()
      .execute((tx) => upsertContacts(tx, store.dialect, contacts, clock.now()));
    for (const outcome of outcomes) result[outcome]++;
  };

  let toInput: ReturnType<typeof readHeader> | undefined;
  try {
    for await (const { record, line } of readRows(csv)) {
      if (!toInput) {
        toInput = readHeader(record);
        continue;
      }
      result.rows++;
      try {
        batch.push(validate(contactInputSchema, toInput(record), 'contact'));
      } catch (error) {
        reject({ line, reason: (error as Error).message.replace(/^contact\./, '') });
      }
      if (batch.length === ROWS_PER_BATCH) await flush();
    }
  } finally {
    await flush();
  }
  if (!toInput)
    throw new MailtargetError('CSV_INVALID', 'The file is empty. Its first line must name the columns.');
  return result;
}

/** The file's rows with the lines they start on. */
async function* readRows(
  csv: ReadableStream<Uint8Array>,
): AsyncGenerator<{ record: string[]; line: number }> {
  const bytes = Readable.fromWeb(csv as Parameters<typeof Readable.fromWeb>[0]);
  const parser = bytes.compose(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
    }),
  ) as AsyncIterable<Row>;
  try {
    for await (const { record, info } of parser) {
      const lineBreaks = record.join('').split('\n').length - 1;
      yield { record, line: info.lines - lineBreaks };
    }
  } catch (error) {
    throw (error as CsvError).code?.startsWith('CSV_') ? malformed(error as CsvError) : error;
  }
}

function malformed(error: CsvError): MailtargetError {
  return new MailtargetError(
    'CSV_INVALID',
    `The file cannot be read as CSV: ${error.message}. Mend that line and import the file again; rows before it were imported.`,
    {},
    { cause: error },
  );
}
