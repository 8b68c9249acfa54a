import { z } from 'zod/v4';
import { type Component, componentsSchema } from './component';
import { bodySchema, bodyTextSchema, onlyOneBody } from './body';
import { MailtargetError } from './errors';
import { storableText } from './validate';

/** How templates name a variable: a contact's field by its tag, or a key of the substitution data. */
const variableSchema = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u, 'A variable is one word such as first_name.');
const variablesSchema = z
  .array(variableSchema)
  .max(100)
  .transform((names) => [...new Set(names)]);

const templateFields = z.strictObject({
  name: storableText(200).refine((name) => name.trim().length > 0, 'A template needs a name.'),
  body: bodySchema.optional(),
  components: componentsSchema.optional(),
  bodyText: bodyTextSchema.optional(),
  /** A campaign with this template is launched only when each recipient has a value for each of them. */
  requiredVariables: variablesSchema.default([]),
});

/** A body that campaigns share: HTML, or components. */
export const templateInputSchema = templateFields.superRefine(
  onlyOneBody('A template', ['body', 'components']),
);
export type TemplateInput = z.input<typeof templateInputSchema>;

/** What is absent stays as it is; null empties the text. A body and components each replace the other, and the text. */
export const templateChangesSchema = templateFields
  .extend({ bodyText: bodyTextSchema.nullable(), requiredVariables: variablesSchema })
  .partial()
  .superRefine(onlyOneBody('A template', ['body', 'components'], 'or none'));
export type TemplateChanges = z.input<typeof templateChangesSchema>;

/** A template as lists show it: without its content, which may be megabytes. */
export interface TemplateInfo {
  id: string;
  /** Unique. */
  name: string;
  requiredVariables: string[];
  createdAt: string;
  updatedAt: string;
}

export interface Template extends TemplateInfo {
  /** HTML; of components, what they rendered to. */
  body: string;
  components: Component[] | null;
  bodyText: string | null;
}

export const templateNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'TEMPLATE_NOT_FOUND',
    `There is no template "${String(id).slice(0, 100)}". Choose one from the list of templates.`,
    { field: 'templateId' },
  );
