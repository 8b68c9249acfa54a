import { z } from 'zod/v4';
import { sourceSchema } from './contact';
import { labelNamesSchema } from './label';
import { SUPPRESSION_REASONS } from './suppression';

const fileFields = {
  /** Absent, whichever of comma, semicolon and tab the header row has most of. */
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** A file that is not in this encoding is refused. */
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).default('utf-8'),
};

export const importOptionsSchema = z.strictObject({
  ...fileFields,
  /**
   * Which column is what, by its heading: `email`, `name`, `status`, `labels`, `source`, `subscribed_at`, `funnel_status`,
   * `time_zone`, the tag of a custom field, or null to leave it out. A column that is not named here goes by its heading.
   */
  mapping: z.record(z.string(), z.string().nullable()).default({}),
  /** Text fields are made for columns that are none yet; otherwise they are refused. */
  createFields: z.boolean().default(true),
  /** Of contacts that are new and have none in the file. */
  status: z.enum(['active', 'pending']).default('active'),
  source: sourceSchema.default('Import'),
  /** For every contact of the file. */
  labels: labelNamesSchema.default([]),
  /** What happens to contacts that exist: `keep` leaves them as they are, labels too. */
  existing: z.enum(['update', 'keep']).default('update'),
  /** Reports what would happen, and writes nothing. */
  dryRun: z.boolean().default(false),
});
export type ImportOptions = z.input<typeof importOptionsSchema>;

export interface RejectedRow {
  /** The line of the file on which the row starts, counted from 1 (the header). */
  line: number;
  reason: string;
}

interface FileResult {
  rows: number;
  rejectedCount: number;
  /** The first 1,000. */
  rejected: RejectedRow[];
  /**
   * The rejected rows as they were, as a CSV to mend and import again, with the columns `line` and `reason` behind; the first
   * 10,000, or as many as fit into 5 million characters. Null when there are none.
   */
  rejectedCsv: string | null;
}

export interface ImportResult extends FileResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Tags of the custom fields that were made. */
  newFields: string[];
  dryRun: boolean;
}

/** The columns `email`, and optionally `reason` and `created_at` (or `date`). */
export const suppressionImportOptionsSchema = z.strictObject({
  ...fileFields,
  /** Of addresses that have none in the file. */
  reason: z.enum(SUPPRESSION_REASONS).default('manual'),
});
export type SuppressionImportOptions = z.input<typeof suppressionImportOptionsSchema>;

export interface SuppressionImportResult extends FileResult {
  added: number;
  /** They were on the list and keep their reason and date. */
  unchanged: number;
}
