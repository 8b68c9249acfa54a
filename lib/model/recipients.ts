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
export type RecipientsInput = z.input<typeof recipientsSchema>;
export type Recipients = z.output<typeof recipientsSchema>;

export interface RecipientCount {
  count: number;
}
