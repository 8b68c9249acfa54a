import type { SuppressionImportOptions, SuppressionImportResult } from '../import';
import type { Page } from '../page';
import type { Suppression, SuppressionInput, SuppressionListQuery } from '../suppression';

export interface Suppressions {
  /** Never mails this address again, whatever the contact's status. Adding it twice keeps the first reason, but for a complaint or one by
   * hand, which take the place of the others. */
  add(input: SuppressionInput): Promise<Suppression>;
  /** Newest first. */
  list(query?: SuppressionListQuery): Promise<Page<Suppression>>;
  /** Throws SUPPRESSION_NOT_FOUND. */
  remove(email: string): Promise<void>;
  /** As `contacts.import`. */
  import(
    csv: ReadableStream<Uint8Array>,
    options?: SuppressionImportOptions,
  ): Promise<SuppressionImportResult>;
}
