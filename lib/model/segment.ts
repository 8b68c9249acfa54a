import { z } from 'zod/v4';
import { MailtargetError } from './errors';
import { type Filter, filtersSchema } from './filter';
import { storableText } from './validate';

const segmentFields = z.strictObject({
  name: storableText(200)
    .transform((name) => name.trim())
    .refine((name) => name.length > 0, 'A segment needs a name.'),
  filters: filtersSchema.refine((filters) => filters.length > 0, 'A segment needs at least one filter.'),
});

/** Named filters, joined by AND; resolved whenever the segment is used. */
export const segmentInputSchema = segmentFields;
export type SegmentInput = z.input<typeof segmentInputSchema>;

export const segmentChangesSchema = segmentFields.partial();
export type SegmentChanges = z.input<typeof segmentChangesSchema>;

export interface Segment {
  id: string;
  /** Unique. */
  name: string;
  filters: Filter[];
  createdAt: string;
  updatedAt: string;
}

export const segmentNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'SEGMENT_NOT_FOUND',
    `There is no segment "${String(id).slice(0, 100)}". Choose one from the list of segments.`,
    { field: 'segmentId' },
  );
