import { type CsvError, parse } from 'csv-parse/sync';

/** Reading a stray quotation mark as text would shift the columns behind it unnoticed. */
const STRAY =
  'a quotation mark stands inside a cell; put the whole cell in quotation marks and write the one inside twice';

/**
 * Cuts one row into its cells. csv-parse reads it, a row at a time: over a whole file it cannot go on behind a
 * quotation mark that is never closed.
 * @returns `unclosed` when the text ends within quotation marks, so that the row may go on in the next line
 */
export function splitCells(
  row: string,
  delimiter: string,
): { cells: string[] } | { reason: string } | 'unclosed' {
  // Most rows have no quotation mark, and need no parser made for them.
  if (!row.includes('"')) return { cells: row.split(delimiter) };
  try {
    return { cells: parse(row, { delimiter })[0]! };
  } catch (error) {
    return (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed' : { reason: STRAY };
  }
}

/** The separator that the header row has most of, outside quotation marks: many spreadsheets write semicolons. */
export function findDelimiter(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
