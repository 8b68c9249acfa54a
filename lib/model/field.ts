import { z } from 'zod/v4';
import { MailtargetError } from './errors';
import { headerText } from './validate';

/** date = a calendar day, `2026-01-31`: the same day in every time zone. */
export const FIELD_TYPES = ['text', 'number', 'date', 'boolean'] as const;
export const fieldTypeSchema = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof fieldTypeSchema>;

/** What every contact has, and what messages have for everybody: no custom field is called so. */
export const RESERVED_TAGS: ReadonlySet<string> = new Set([
  'id',
  'email',
  'name',
  'status',
  'suppressed',
  'labels',
  'source',
  'subscribed_at',
  'funnel_status',
  'time_zone',
  'created_at',
  'updated_at',
  'unsubscribe_url',
  // zod takes an object with this property for an instance of a class.
  'constructor',
]);

/** A custom field's tag is what templates reference: `{{first_name}}`. */
export const fieldTagSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,63}$/,
    'A field tag is a lower-case word such as first_name (letters, digits and _).',
  );

const fieldNameSchema = headerText(100)
  .transform((name) => name.trim())
  .refine((name) => name.length > 0, 'A field needs a name.');

/** The name is what people see, the tag made readable unless it is given. Tag and type are fixed. */
export const fieldInputSchema = z.strictObject({
  tag: fieldTagSchema.refine(
    (tag) => !RESERVED_TAGS.has(tag),
    'Choose another tag: every contact has a field of this name already.',
  ),
  name: fieldNameSchema.optional(),
  type: fieldTypeSchema.default('text'),
});
export type FieldInput = z.input<typeof fieldInputSchema>;

export const fieldChangesSchema = z.strictObject({ name: fieldNameSchema });
export type FieldChanges = z.input<typeof fieldChangesSchema>;

/** A custom field: its definition, not its value. */
export interface Field {
  /** Unique. */
  tag: string;
  name: string;
  type: FieldType;
  createdAt: string;
}

export const fieldNotFound = (tag: string, similar?: string): MailtargetError =>
  new MailtargetError(
    'FIELD_NOT_FOUND',
    `There is no custom field "${String(tag).slice(0, 100)}". ${similar ? `Did you mean "${similar}"?` : 'Create it first, or choose one from the list of fields.'}`,
    { field: 'tag' },
  );
