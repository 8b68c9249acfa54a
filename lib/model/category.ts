import { z } from 'zod/v4';
import { storableText } from './validate';

/** Groups campaigns: for filters ("opened any of our newsletters") and for reports. */
export const categoryInputSchema = z.strictObject({
  name: storableText(100)
    .transform((name) => name.trim())
    .refine((name) => name.length > 0, 'A category needs a name.'),
});
export type CategoryInput = z.input<typeof categoryInputSchema>;

export interface Category {
  id: string;
  /** Unique. */
  name: string;
  createdAt: string;
}
