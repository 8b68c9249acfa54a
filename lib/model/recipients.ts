import { z } from 'zod/v4';

const labelIds = z.array(z.string()).max(100);

/**
 * The filter a campaign carries, resolved at launch. Labels combine with OR on each side, and exclude wins. Nothing
 * included means nobody; `all: true` means every eligible contact.
 */
export const recipientsSchema = z.strictObject({
  all: z.boolean().default(false),
  labelIds: labelIds.default([]),
  excludeLabelIds: labelIds.default([]),
});
export type Recipients = z.output<typeof recipientsSchema>;

export const recipientsChangesSchema = z
  .strictObject({ all: z.boolean(), labelIds, excludeLabelIds: labelIds })
  .partial();
export type RecipientsChanges = z.output<typeof recipientsChangesSchema>;

/** What is absent stays as it is; only that naming labels ends `all`, unless that is given too. */
export const mergeRecipients = (before: Recipients, changes: RecipientsChanges): Recipients => ({
  all: changes.all ?? (changes.labelIds === undefined && before.all),
  labelIds: changes.labelIds ?? before.labelIds,
  excludeLabelIds: changes.excludeLabelIds ?? before.excludeLabelIds,
});

export interface RecipientCount {
  count: number;
}
