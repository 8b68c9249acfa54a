/** What a spreadsheet would run as a formula. Marks before it were put there for the same reason. */
const FORMULA = /^'*[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;

const isFormula = (cell: string): boolean => FORMULA.test(cell) && !PLAIN_NUMBER.test(cell);

/** Puts an apostrophe before what a spreadsheet would run: names and values come from strangers. */
export const guardFormula = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

/** Takes off exactly what `guardFormula` put on. */
export const unguardFormula = (cell: string): string =>
  cell.charCodeAt(0) === 0x27 && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
