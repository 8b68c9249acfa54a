import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import type { LintReport } from './lint';
import { substitutionDataSchema } from './substitutionData';

/** Whom a preview or a test is made for: a contact, sample data, or sample data on top of a contact. */
export const previewInputSchema = z.strictObject({
  /** An id or an email. */
  contact: z.string().max(320).optional(),
  variables: substitutionDataSchema.optional(),
});
export type PreviewInput = z.input<typeof previewInputSchema>;

/** What one recipient would read, with what lint says of the campaign and of this rendering. */
export interface Preview extends LintReport {
  subject: string;
  previewText: string;
  html: string;
  text: string;
}

export const testInputSchema = previewInputSchema.extend({
  to: z
    .array(emailSchema)
    .min(1, 'Name an address to send the test to.')
    .max(20, 'Use at most 20 addresses.'),
});
export type TestInput = z.input<typeof testInputSchema>;

/** What the relay said of each message of a test. */
export interface TestResult {
  accepted: string[];
  rejected: { email: string; reason: string }[];
}
