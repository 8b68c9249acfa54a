import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { type Label, labelNameSchema } from './label';
import { listQuerySchema } from './page';
import { hasNoNul, headerText, NUL_REFUSED } from './validate';

/** Only `active` contacts receive campaigns. */
export const CONTACT_STATUSES = ['active', 'pending', 'unsubscribed', 'hard_bounce'] as const;
export const contactStatusSchema = z.enum(CONTACT_STATUSES);
export type ContactStatus = z.infer<typeof contactStatusSchema>;

/** A custom field's tag is what templates reference: `{{first_name}}`. */
export const fieldTagSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,63}$/,
    'A field tag is a lower-case word such as first_name (letters, digits and _).',
  );

const fieldValueSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()], 'A field is text, a number, true, false or null.')
  .refine((value) => typeof value !== 'string' || value.length <= 10_000, 'Use at most 10,000 characters.')
  .refine((value) => typeof value !== 'string' || hasNoNul(value), NUL_REFUSED);

export const fieldsSchema = z.record(fieldTagSchema, fieldValueSchema);
export type ContactFields = z.infer<typeof fieldsSchema>;

/**
 * What `upsert` takes. A contact is found by its email. What is absent stays as it is; fields are merged (null removes
 * one); labels are added by name and created where they do not exist. `status` cannot bring back someone who left.
 */
export const contactInputSchema = z.strictObject({
  email: emailSchema,
  name: headerText(200).optional(),
  status: contactStatusSchema.optional(),
  fields: fieldsSchema.optional(),
  labels: z.array(labelNameSchema).max(100).optional(),
});
export type ContactInput = z.input<typeof contactInputSchema>;

export interface Contact {
  id: string;
  email: string;
  name: string | null;
  status: ContactStatus;
  /** True when the address is on the suppression list, which always wins over the status. */
  suppressed: boolean;
  labels: Label[];
  fields: ContactFields;
  createdAt: string;
  updatedAt: string;
}

export const contactListQuerySchema = listQuerySchema.extend({
  status: contactStatusSchema.optional(),
  labelId: z.string().optional(),
});
export type ContactListQuery = z.input<typeof contactListQuerySchema>;

export interface RejectedRow {
  /** The line of the file on which the row starts, counted from 1 (the header). */
  line: number;
  reason: string;
}

/** `rejected` lists the first rows that were refused; `rejectedCount` counts them all. */
export interface ImportResult {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejectedCount: number;
  rejected: RejectedRow[];
}
