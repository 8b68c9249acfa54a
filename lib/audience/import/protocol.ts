import type { FieldType, SerializedError } from '../../model';
import type { FileOptions, FileSummary } from './fileReader';
import type { HeadingOptions } from './headings';
import type { ContactBatch, Defaults } from './packContacts';
import type { ReadSuppression } from './readSuppression';

/** What a file holds, and what of it has to be known to read it. */
export type Job = FileOptions & (ContactsJob | { kind: 'suppressions' });

interface ContactsJob extends HeadingOptions, Defaults {
  kind: 'contacts';
  types: ReadonlyMap<string, FieldType>;
  /** Whether columns that are no fields yet may become some. */
  createFields: boolean;
}

export interface BatchOf {
  contacts: ContactBatch;
  suppressions: readonly ReadSuppression[];
}

/** An item of a batch that is refused when it is written. */
export interface LateRefusal {
  index: number;
  reason: string;
}

export type ToReader =
  /** With the time, which a thread has from nobody else. */
  | { type: 'bytes'; bytes: Uint8Array; now: number }
  | { type: 'end'; how: 'finished' | 'broken off' }
  | { type: 'written'; refused: readonly LateRefusal[] };

export type FromReader =
  /** So many bytes were looked at. */
  | { type: 'taken'; bytes: number }
  /** The tags of the custom fields in the file, before the first batch. */
  | { type: 'fields'; tags: readonly string[] }
  | { type: 'batch'; batch: BatchOf[Job['kind']] }
  | { type: 'end'; summary: FileSummary }
  | { type: 'failed'; error: SerializedError };
