import { type ContactFields, RESERVED_TAGS, toIsoOrNull } from '../../model';
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

/**
 * What the columns of custom fields are called: by their tags. A field that is older than the rule that reserves its tag gets
 * another heading, under which an import makes a field that is allowed: `field_source` for `source`.
 */
export function toHeadings(tags: readonly string[]): string[] {
  const taken = new Set(tags);
  return tags.map((tag) => {
    let heading = tag;
    while (RESERVED_TAGS.has(heading) || (heading !== tag && taken.has(heading)))
      heading = `field_${heading}`;
    return heading;
  });
}

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
