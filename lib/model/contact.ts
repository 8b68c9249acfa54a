import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { fieldTagSchema } from './field';
import { filtersSchema } from './filter';
import { instantSchema } from './instant';
import { type Label, labelNamesSchema } from './label';
import { listQuerySchema } from './page';
import { hasNoNul, headerText, NUL_REFUSED } from './validate';
import {
  contactStatusSchema,
  type ContactStatus,
  funnelStatusSchema,
  type FunnelStatus,
} from './contactStatus';

const fieldValueSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()], 'A field is text, a number, true, false or null.')
  .refine((value) => typeof value !== 'string' || value.length <= 10_000, 'Use at most 10,000 characters.')
  .refine((value) => typeof value !== 'string' || hasNoNul(value), NUL_REFUSED);

export const fieldsSchema = z.record(fieldTagSchema, fieldValueSchema, {
  error: ({ code }) =>
    code === 'invalid_key'
      ? 'A field is named by its tag, such as first_name.'
      : 'Give the fields by their tags: {"first_name": "Ana"}.',
});
/** Values by tag: text, numbers, booleans; dates as `2026-01-31`. */
export type ContactFields = z.infer<typeof fieldsSchema>;

/** Where a contact comes from, or why a consent changed: "Checkout form", "Fair in Berlin". */
export const sourceSchema = headerText(200);

/** IANA, e.g. `Asia/Jakarta`. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'Name the time zone as in Europe/Berlin or Asia/Jakarta.');

function isTimeZone(name: string): boolean {
  // An offset such as +07:00 knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * What `upsert` takes. A contact is found by its email. What is absent stays as it is; null empties an optional field;
 * custom fields are merged (null removes one) and checked against their type; labels are added by name and created where
 * they do not exist. `status` is what a new contact has; that of an existing one changes only towards having left: nobody is
 * confirmed or brought back this way (see the group `consent`).
 */
export const contactInputSchema = z.strictObject({
  email: emailSchema,
  name: headerText(200).nullable().optional(),
  status: contactStatusSchema.optional(),
  source: sourceSchema.nullable().optional(),
  subscribedAt: instantSchema.nullable().optional(),
  funnelStatus: funnelStatusSchema.nullable().optional(),
  timeZone: timeZoneSchema.nullable().optional(),
  fields: fieldsSchema.optional(),
  labels: labelNamesSchema.optional(),
});
export type ContactInput = z.input<typeof contactInputSchema>;

export interface Contact {
  id: string;
  email: string;
  name: string | null;
  status: ContactStatus;
  /** True when the address is on the suppression list, which always wins over the status. */
  suppressed: boolean;
  source: string | null;
  /** Since when they are active: when they were added as active, or confirmed; unless it was given. */
  subscribedAt: string | null;
  funnelStatus: FunnelStatus | null;
  timeZone: string | null;
  labels: Label[];
  fields: ContactFields;
  lastSendAt: string | null;
  lastOpenAt: string | null;
  lastClickAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** Which contacts; what is given combines with AND. */
export const contactFilterSchema = z.strictObject({
  /** Text that the email or the name contains. */
  search: listQuerySchema.shape.search,
  status: contactStatusSchema.optional(),
  labelId: z.string().optional(),
  segmentId: z.string().optional(),
  filters: filtersSchema.optional(),
});
export type ContactFilter = z.input<typeof contactFilterSchema>;

export const contactListQuerySchema = listQuerySchema.extend(contactFilterSchema.shape);
export type ContactListQuery = z.input<typeof contactListQuerySchema>;

/** What a change in bulk takes: nothing given would be everybody, so everybody has to be said. */
export const bulkFilterSchema = contactFilterSchema.extend({ all: z.boolean().default(false) }).refine(
  // An empty search, or no filters in the list, is none.
  ({ all, ...filter }) =>
    all || Object.values(filter).some((value) => value !== undefined && value.length > 0),
  'Say which contacts: give a filter, or all: true for everybody.',
);
export type BulkFilter = z.input<typeof bulkFilterSchema>;

export interface BulkChange {
  /** How many contacts were changed; those that had the label already, or did not have it, are not. */
  changed: number;
}

export interface UpsertManyResult {
  created: number;
  updated: number;
  unchanged: number;
  /** In the order of the input, counted from 0. */
  rejected: { index: number; reason: string }[];
}
