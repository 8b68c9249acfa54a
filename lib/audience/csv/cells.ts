/** Reading a stray quotation mark as text would shift the columns behind it unnoticed. */
const STRAY =
  'a quotation mark stands inside a cell; put the whole cell in quotation marks and write the one inside twice';

/**
 * Cuts one row into its cells, without the quotation marks around them; one without any loses the space around it.
 * @returns `unclosed` when the text ends within quotation marks, so that the row may go on in the next line
 */
export function splitCells(
  row: string,
  delimiter: string,
): { cells: string[] } | { reason: string } | 'unclosed' {
  // Most rows have no quotation mark.
  if (!row.includes('"')) return { cells: row.split(delimiter).map((cell) => cell.trim()) };
  const cells: string[] = [];
  for (let at = 0; at <= row.length; at++) {
    let end: number;
    if (row[at] === '"') {
      const close = closingMark(row, at + 1);
      if (close < 0) return 'unclosed';
      cells.push(row.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
      if (end < row.length && row[end] !== delimiter) return { reason: STRAY };
    } else {
      const next = row.indexOf(delimiter, at);
      end = next < 0 ? row.length : next;
      const cell = row.slice(at, end);
      if (cell.includes('"')) return { reason: STRAY };
      cells.push(cell.trim());
    }
    at = end;
  }
  return { cells };
}

/** One that is written twice is text. */
function closingMark(row: string, from: number): number {
  for (let mark = row.indexOf('"', from); ; mark = row.indexOf('"', mark + 2)) {
    if (mark < 0 || row[mark + 1] !== '"') return mark;
  }
}

/** The separator that the header row has most of, outside quotation marks: many spreadsheets write semicolons. */
export function findDelimiter(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** Cells as a row that `splitCells` cuts into the same ones. */
export const joinCells = (cells: readonly string[], delimiter: string): string =>
  cells
    .map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter);

const needsQuotes = (cell: string, delimiter: string): boolean =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell);
