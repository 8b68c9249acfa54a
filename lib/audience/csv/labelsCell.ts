import { joinCells, splitCells } from './cells';

/** Between the labels of one cell. */
const SEPARATOR = ';';

/** A name with the separator or a quotation mark in it is written as a cell would be. */
export function readLabels(cell: string): string[] {
  const split = cell.includes('"') ? splitCells(cell, SEPARATOR) : undefined;
  const names = typeof split === 'object' && 'cells' in split ? split.cells : cell.split(SEPARATOR);
  return names.map((name) => name.trim()).filter((name) => name.length > 0);
}

export const writeLabels = (names: readonly string[]): string => joinCells(names, SEPARATOR);
