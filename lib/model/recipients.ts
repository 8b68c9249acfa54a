import { z } from 'zod/v4';
import { labelIdsSchema } from './label';

const segmentIdsSchema = z.array(z.string()).max(100, 'Use at most 100 segments at once.');

const sides = {
  labelIds: labelIdsSchema,
  segmentIds: segmentIdsSchema,
  excludeLabelIds: labelIdsSchema,
  excludeSegmentIds: segmentIdsSchema,
};

/**
 * The filter a campaign carries, resolved at launch. Labels and segments combine with OR on each side, and exclude wins. Nothing
 * included means nobody; `all: true` means every eligible contact.
 */
export const recipientsSchema = z.strictObject({
  all: z.boolean().default(false),
  labelIds: labelIdsSchema.default([]),
  segmentIds: segmentIdsSchema.default([]),
  excludeLabelIds: labelIdsSchema.default([]),
  excludeSegmentIds: segmentIdsSchema.default([]),
});
export type Recipients = z.output<typeof recipientsSchema>;

export const NOBODY: Recipients = recipientsSchema.parse({});

export const recipientsChangesSchema = z.strictObject({ all: z.boolean(), ...sides }).partial();
export type RecipientsChanges = z.output<typeof recipientsChangesSchema>;

/** What is absent stays as it is; only that naming labels or segments ends `all`, unless that is given too. */
export const mergeRecipients = (before: Recipients, changes: RecipientsChanges): Recipients => ({
  all: changes.all ?? (changes.labelIds === undefined && changes.segmentIds === undefined && before.all),
  labelIds: changes.labelIds ?? before.labelIds,
  segmentIds: changes.segmentIds ?? before.segmentIds,
  excludeLabelIds: changes.excludeLabelIds ?? before.excludeLabelIds,
  excludeSegmentIds: changes.excludeSegmentIds ?? before.excludeSegmentIds,
});

/** How many a filter reaches, and why not more: `matched` is `count` and everyone left out. */
export interface RecipientCount {
  /** Who would receive the campaign if it were launched now. */
  count: number;
  /** Whom the include side names, whether they may be mailed or not. */
  matched: number;
  /** Each contact is counted once, for the first reason that applies in this order. */
  leftOut: LeftOut;
  /** Which label or segment excludes how many of `leftOut.excluded`; several may exclude the same contact. */
  excludedBy: ExcludedBy[];
  /** The first ten who would receive it. */
  sample: SampleRecipient[];
}

export interface LeftOut {
  unsubscribed: number;
  hardBounce: number;
  pending: number;
  suppressed: number;
  excluded: number;
}

export interface ExcludedBy {
  type: 'label' | 'segment';
  id: string;
  name: string;
  count: number;
}

export interface SampleRecipient {
  id: string;
  email: string;
  name: string | null;
}
