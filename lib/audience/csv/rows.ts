import { findDelimiter, splitCells } from './cells';

/** With the line of the file on which the row starts, counted from 1. `text` is what could not be cut into cells. */
export type CsvRow = { line: number; cells: string[] } | { line: number; text: string; reason: string };

/** A quotation mark that is open for longer than ten of the longest custom fields was never closed. */
const MAX_OPEN_LENGTH = 100_000;
const NOT_CLOSED = 'a quotation mark is opened and not closed';

/**
 * Puts lines together to rows, without empty lines: a row goes on in the next line as long as a quotation mark is open. One that
 * cannot be read costs only itself.
 */
export class RowReader {
  #open: string[] = [];
  #openLength = 0;
  /** Whether an odd number of quotation marks is open so far. */
  #inQuotes = false;
  /** Of the first open line. */
  #line = 1;
  /** Lines behind one that was given up. */
  readonly #again: string[] = [];

  /**
   * @param delimiter undefined, the one that the header row has most of
   * @param onRow called for each row, in order
   */
  constructor(
    public delimiter: string | undefined,
    private readonly onRow: (row: CsvRow) => void,
  ) {}

  take(line: string): void {
    this.#look(line);
    this.#lookAgain();
  }

  /** What is still open at the end of the file stays so. */
  finish(): void {
    while (this.#open.length > 0) {
      this.#giveUp(NOT_CLOSED);
      this.#lookAgain();
    }
  }

  #lookAgain(): void {
    while (this.#again.length > 0) this.#look(this.#again.pop()!);
  }

  #look(text: string): void {
    this.#open.push(text);
    this.#openLength += text.length + 1;
    const first = this.#open.length === 1;
    const overlong = this.#openLength > MAX_OPEN_LENGTH;
    if (first && text.trim() === '') return this.#next();
    if (isOdd(text)) this.#inQuotes = !this.#inQuotes;
    // In the first line a stray quotation mark shows at once; behind it, only a line that closes it is worth a look.
    if (!first && this.#inQuotes && !overlong) return;

    this.delimiter ??= findDelimiter(text);
    const split = splitCells(first ? text : this.#open.join('\n'), this.delimiter);
    if (split === 'unclosed') {
      if (overlong || !this.#inQuotes) this.#giveUp(NOT_CLOSED);
    } else if ('reason' in split) {
      this.#giveUp(first ? split.reason : NOT_CLOSED);
    } else {
      this.onRow({ line: this.#line, cells: split.cells });
      this.#next();
    }
  }

  /** Refuses the first open line alone: those behind it are taken for rows of their own. */
  #giveUp(reason: string): void {
    const [text, ...behind] = this.#open;
    this.onRow({ line: this.#line, text: text!, reason });
    this.#next(1);
    for (const line of behind.reverse()) this.#again.push(line);
  }

  #next(lines = this.#open.length): void {
    this.#line += lines;
    this.#open = [];
    this.#openLength = 0;
    this.#inQuotes = false;
  }
}

/** Whether it has an odd number of quotation marks. */
function isOdd(text: string): boolean {
  let odd = false;
  for (let mark = text.indexOf('"'); mark >= 0; mark = text.indexOf('"', mark + 1)) odd = !odd;
  return odd;
}
