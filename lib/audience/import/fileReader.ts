import { MailtargetError } from '../../model';
import { joinCells } from '../csv/cells';
import type { EncodingName } from '../csv/encodings';
import { LineReader } from '../csv/lines';
import { type CsvRow, RowReader } from '../csv/rows';
import type { ReadRow } from './readContact';
import { type Rejected, REJECTION_HEADINGS, Rejections, type SourceRow } from './rejections';

export interface FileOptions {
  encoding: EncodingName;
  delimiter: string | undefined;
}

export interface FileSummary extends Rejected {
  rows: number;
}

/** Rows of a file that were read, for one transaction. */
export interface Batch<Item> {
  items: Item[];
  /** Where each of them comes from. */
  sources: SourceRow[];
}

export interface FileHandlers<Item> {
  /** @returns how the rows under these headings are read */
  onHeadings(headings: readonly string[]): ReadRow<Item>;
  onBatch(batch: Batch<Item>): void;
}

/** From bytes to batches of items. Rows that cannot be read, or are refused, cost only themselves. */
export class FileReader<Item extends object> {
  readonly #lines: LineReader;
  readonly #rows: RowReader;
  #columns: { count: number; read: ReadRow<Item>; rejections: Rejections } | undefined;
  #rowCount = 0;
  #batch: Batch<Item> = { items: [], sources: [] };

  /** @param batchSize rows in a batch; the last may have fewer */
  constructor(
    options: FileOptions,
    private readonly batchSize: number,
    private readonly handlers: FileHandlers<Item>,
  ) {
    this.#rows = new RowReader(options.delimiter, (row) => this.#take(row));
    this.#lines = new LineReader(options.encoding, (line) => this.#rows.take(line));
  }

  /** @throws MailtargetError CSV_INVALID when the header or the file's form is wrong */
  take(bytes: Uint8Array): void {
    this.#lines.take(bytes);
  }

  /** @throws as `take` */
  finish(): void {
    this.#lines.finish();
    this.#rows.finish();
    if (!this.#columns) throw invalid('The file is empty. Its first line must name the columns.');
  }

  /** As `finish`, of a file that broke off. */
  breakOff(): void {
    this.#lines.breakOff();
  }

  /** Passes on the rows that are waiting for their batch to be full. */
  flush(): void {
    if (this.#batch.items.length === 0) return;
    const batch = this.#batch;
    this.#batch = { items: [], sources: [] };
    this.handlers.onBatch(batch);
  }

  reject(source: SourceRow, reason: string): void {
    this.#columns!.rejections.add(source, reason);
  }

  summary(): FileSummary {
    return { rows: this.#rowCount, ...this.#columns!.rejections.finish() };
  }

  #take(row: CsvRow): void {
    if (!this.#columns) return this.#takeHeader(row);
    this.#rowCount++;
    if ('reason' in row) return this.reject(row, row.reason);
    const { count, read } = this.#columns;
    if (row.cells.length > count) return this.#rejectLong(row, count);
    const item = read(row.cells);
    if ('refused' in item) return this.reject(row, item.refused);
    this.#batch.items.push(item);
    this.#batch.sources.push(row);
    if (this.#batch.items.length === this.batchSize) this.flush();
  }

  #takeHeader(row: CsvRow): void {
    if ('reason' in row) {
      throw invalid(`The header row, line ${row.line}, cannot be read: ${row.reason}.`);
    }
    const own = withoutRejection(row.cells);
    this.#columns = {
      count: row.cells.length,
      read: this.handlers.onHeadings(own),
      rejections: new Rejections(own, this.#rows.delimiter!),
    };
  }

  /** Which of the cells is too many, nobody can know: the columns behind it have shifted. */
  #rejectLong({ line, cells }: { line: number; cells: string[] }, count: number): void {
    this.reject(
      { line, text: joinCells(cells, this.#rows.delimiter!) },
      `${cells.length} cells are more than the header's ${count}; put a cell that contains the separator in quotation marks`,
    );
  }
}

/** Of a file that was mended, the columns that told why its rows were rejected. */
function withoutRejection(headings: readonly string[]): readonly string[] {
  const [line, reason] = headings.slice(-2);
  return line === REJECTION_HEADINGS[0] && reason === REJECTION_HEADINGS[1]
    ? headings.slice(0, -2)
    : headings;
}

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);
