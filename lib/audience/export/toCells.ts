import { type ContactFields, toIsoOrNull } from '../../model';
import type { ContactRow } from '../../store';
import { guardFormula } from '../csv/formulas';
import { writeLabels } from '../csv/labelsCell';

export const SYSTEM_HEADINGS = [
  'email',
  'name',
  'status',
  'labels',
  'source',
  'subscribed_at',
  'funnel_status',
  'time_zone',
] as const;

/** A contact under `SYSTEM_HEADINGS` and the tags of custom fields. */
export function toCells(row: ContactRow, labels: readonly string[], tags: readonly string[]): string[] {
  const fields = JSON.parse(row.fields) as ContactFields;
  const cells = [
    row.email,
    row.name,
    row.status,
    writeLabels(labels),
    row.source,
    toIsoOrNull(row.subscribed_at),
    row.funnel_status,
    row.time_zone,
    ...tags.map((tag) => fields[tag]),
  ];
  return cells.map((cell) => guardFormula(toText(cell)));
}

/** Line breaks are written one way, as the import reads them. */
const toText = (value: string | number | boolean | null | undefined): string =>
  value === null || value === undefined ? '' : String(value).replaceAll(/\r\n?/g, '\n');
