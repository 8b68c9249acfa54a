import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { listQuerySchema } from './page';

export const SUPPRESSION_REASONS = ['manual', 'unsubscribe', 'complaint', 'hard_bounce'] as const;

export const suppressionInputSchema = z.strictObject({
  email: emailSchema,
  reason: z.enum(SUPPRESSION_REASONS).default('manual'),
});
export type SuppressionInput = z.input<typeof suppressionInputSchema>;

export interface Suppression {
  email: string;
  reason: (typeof SUPPRESSION_REASONS)[number];
  createdAt: string;
}

export const suppressionListQuerySchema = listQuerySchema.extend({
  reason: z.enum(SUPPRESSION_REASONS).optional(),
});
export type SuppressionListQuery = z.input<typeof suppressionListQuerySchema>;
