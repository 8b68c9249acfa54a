import type { ImportOptions } from '../../model';
import type { NewContactRow, SqliteValue } from '../../store';
import { newContactRow, type ValidContact } from '../contacts/contactState';

/** The columns of a new contact, in the order of `rows`. */
export const COLUMNS = [
  'email',
  'domain',
  'name',
  'status',
  'source',
  'subscribed_at',
  'funnel_status',
  'time_zone',
  'fields',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof NewContactRow)[];

/** Contacts on their way to the engine's thread, which has only to insert them: its time is what an import takes. */
export interface ContactBatch {
  /** What is inserted for each that is new. */
  rows: readonly (readonly SqliteValue[])[];
  /** The names of the labels, each once, and their places in it for each row. */
  labels: readonly string[];
  labelsOf: readonly (readonly number[])[];
  /** JSON of the `ValidContact`s, looked at where some exist. */
  contacts: string;
}

export interface Defaults {
  /** Of contacts that are new and have none in the file. */
  status: NonNullable<ImportOptions['status']>;
  source: string | null;
  /** For every contact of the file. */
  labels: readonly string[];
}

export function packContacts(
  contacts: readonly ValidContact[],
  { labels: forAll, status, source }: Defaults,
  now: number,
): ContactBatch {
  const labelled = forAll.length === 0 ? contacts : contacts.map((contact) => withLabels(contact, forAll));
  const places = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    return places.size - 1;
  };
  return {
    rows: labelled.map((contact) => toValues(newContactRow({ status, source, ...contact }, now))),
    labelsOf: labelled.map(({ labels = [] }) => labels.map(placeOf)),
    labels: [...places.keys()],
    contacts: JSON.stringify(labelled),
  };
}

const withLabels = (contact: ValidContact, labels: readonly string[]): ValidContact => ({
  ...contact,
  labels: [...(contact.labels ?? []), ...labels],
});

const toValues = (row: NewContactRow): SqliteValue[] => COLUMNS.map((column) => row[column] ?? null);
