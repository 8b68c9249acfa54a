import { findDelimiter, splitCells } from './csvCells';
import { readLines } from './csvLines';

/** With the line of the file on which the row starts, counted from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; reason: string };

/** A quotation mark that is open for longer than ten of the longest custom fields was never closed. */
const MAX_OPEN_LENGTH = 100_000;
const NOT_CLOSED = 'a quotation mark is opened and not closed';

/**
 * The rows of a CSV, the header first, without empty lines. One that cannot be read costs only itself.
 * @throws MailtargetError CSV_INVALID when the bytes are not lines of UTF-8
 */
export async function* readRows(bytes: ReadableStream<Uint8Array>): AsyncGenerator<CsvRow> {
  const reader = new RowReader();
  for await (const lines of readLines(bytes)) {
    for (const line of lines) for (const row of reader.take(line)) yield row;
  }
  for (const row of reader.finish()) yield row;
}

/** Puts lines together: a row goes on in the next line as long as a quotation mark is open. */
class RowReader {
  #delimiter: string | undefined;
  #open: string[] = [];
  #openLength = 0;
  /** Whether an odd number of quotation marks is open so far. */
  #inQuotes = false;
  /** Of the first open line. */
  #line = 1;

  *take(text: string): Generator<CsvRow> {
    this.#open.push(text);
    this.#openLength += text.length;
    const first = this.#open.length === 1;
    const overlong = this.#openLength > MAX_OPEN_LENGTH;
    if (first && text.trim() === '') return this.#next();
    if (text.split('"').length % 2 === 0) this.#inQuotes = !this.#inQuotes;
    // In the first line a stray quotation mark shows at once; behind it, only a line that closes it is worth a look.
    if (!first && this.#inQuotes && !overlong) return;

    this.#delimiter ??= findDelimiter(text);
    const split = splitCells(this.#open.join('\n'), this.#delimiter);
    if (split === 'unclosed') {
      if (overlong || !this.#inQuotes) yield* this.#giveUp(NOT_CLOSED);
    } else if ('reason' in split) {
      yield* this.#giveUp(first ? split.reason : NOT_CLOSED);
    } else {
      yield { line: this.#line, cells: split.cells };
      this.#next();
    }
  }

  /** What is still open at the end of the file stays so. */
  *finish(): Generator<CsvRow> {
    while (this.#open.length > 0) yield* this.#giveUp(NOT_CLOSED);
  }

  /** Refuses the first open line alone: those behind it are taken for rows of their own. */
  *#giveUp(reason: string): Generator<CsvRow> {
    const [, ...behind] = this.#open;
    yield { line: this.#line, reason };
    this.#next(1);
    for (const text of behind) yield* this.take(text);
  }

  #next(lines = this.#open.length): void {
    this.#line += lines;
    this.#open = [];
    this.#openLength = 0;
    this.#inQuotes = false;
  }
}
