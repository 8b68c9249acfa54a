import type { RejectedRow } from '../../model';
import { joinCells } from '../csv/cells';
import { guardFormula, unguardFormula } from '../csv/formulas';

/** More than anyone reads; the count goes on. */
const MAX_LISTED = 1000;
const MAX_IN_CSV = 10_000;
/** Characters: rows may be long. */
const MAX_CSV_LENGTH = 5_000_000;

/** Columns behind the file's own, which an import leaves out where they stand last. */
export const REJECTION_HEADINGS = ['line', 'reason'] as const;

/** A row as it was in the file. `text` is one that could not be cut into the header's cells. */
export type SourceRow = { line: number } & ({ cells: readonly string[] } | { text: string });

/** What was refused, and the file that can be made of it. */
export interface Rejected {
  rejectedCount: number;
  rejected: RejectedRow[];
  rejectedCsv: string | null;
}

/** Collects the rows that were refused. */
export class Rejections {
  #count = 0;
  readonly #listed: RejectedRow[] = [];
  readonly #csv: { line: number; text: string }[] = [];
  #csvLength = 0;

  /** @param headings of the file, without those of an earlier rejection */
  constructor(
    private readonly headings: readonly string[],
    private readonly delimiter: string,
  ) {}

  add(row: SourceRow, reason: string): void {
    const { line } = row;
    this.#count++;
    if (this.#listed.length < MAX_LISTED) this.#listed.push({ line, reason });
    if (this.#csv.length === MAX_IN_CSV || this.#csvLength > MAX_CSV_LENGTH) return;
    const text = this.#toLine('cells' in row ? row.cells : [row.text], String(line), reason);
    this.#csv.push({ line, text });
    this.#csvLength += text.length;
  }

  /** In the order of the file: some are refused later than those behind them. */
  finish(): Rejected {
    const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
    const header = this.#toLine(this.headings, ...REJECTION_HEADINGS);
    const lines = this.#csv.sort(byLine).map(({ text }) => text);
    return {
      rejectedCount: this.#count,
      rejected: this.#listed.sort(byLine),
      rejectedCsv: this.#count > 0 ? [header, ...lines, ''].join('\n') : null,
    };
  }

  #toLine(cells: readonly string[], ...behind: string[]): string {
    const own = this.headings.map((_, index) => unguardFormula(cells[index] ?? ''));
    return joinCells([...own, ...behind].map(guardFormula), this.delimiter);
  }
}
