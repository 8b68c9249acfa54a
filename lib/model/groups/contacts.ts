import type { Contact, ContactFilter, ContactInput, ContactListQuery, UpsertManyResult } from '../contact';
import type { ImportOptions, ImportResult } from '../import';
import type { Page } from '../page';

/** A contact is named by its id or its email; an unknown one is CONTACT_NOT_FOUND. */
export interface Contacts {
  /** Throws FIELD_NOT_FOUND, FIELD_VALUE_INVALID, CONTACT_ERASED. */
  upsert(input: ContactInput): Promise<Contact>;
  /** Up to 1,000 at once, in one transaction. Those that `upsert` would refuse are reported, the others kept. */
  upsertMany(inputs: ContactInput[]): Promise<UpsertManyResult>;
  get(idOrEmail: string): Promise<Contact>;
  /** In the order they were added. Throws LABEL_NOT_FOUND, SEGMENT_NOT_FOUND, FIELD_NOT_FOUND, FILTER_INVALID. */
  list(query?: ContactListQuery): Promise<Page<Contact>>;
  /**
   * Whoever is unsubscribed or bounced leaves a suppression with that reason, so that a later import cannot make them
   * mailable again.
   */
  delete(idOrEmail: string): Promise<void>;
  /** Adds labels, by name; those that do not exist are created. */
  label(idOrEmail: string, labelNames: string[]): Promise<Contact>;
  /** Removes labels, by name; those that the contact does not have are ignored. */
  unlabel(idOrEmail: string, labelNames: string[]): Promise<Contact>;
  /**
   * Upserts from CSV with a header row. Several labels in a cell are separated by `;`; where that separates the cells, the
   * cell is in quotes. Bad rows are reported (also those with more cells than the header), good rows kept. Throws CSV_INVALID
   * when the file has no email column or is not in the encoding; rows before the place where that shows are kept.
   * FIELD_NOT_FOUND names a column that is no field where none may be made.
   */
  import(csv: ReadableStream<Uint8Array>, options?: ImportOptions): Promise<ImportResult>;
  /** CSV in UTF-8, with the columns that `import` takes. In the order contacts were added. Throws what `list` throws. */
  export(filter?: ContactFilter): Promise<ReadableStream<Uint8Array>>;
}
