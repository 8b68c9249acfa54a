import { z } from 'zod/v4';
import { MailtargetError } from './errors';
import { headerText } from './validate';

/** Of a contact, a campaign, a filter or a call. */
const MAX_LABELS = 100;
const TOO_MANY = `Use at most ${MAX_LABELS} labels at once. A segment, or another label, can stand for many.`;

export const labelNameSchema = headerText(100)
  .transform((name) => name.trim())
  .refine((name) => name.length > 0, 'A label needs a name.');
export const labelNamesSchema = z.array(labelNameSchema).max(MAX_LABELS, TOO_MANY);
export const labelIdsSchema = z.array(z.string()).max(MAX_LABELS, TOO_MANY);

/** A public label is a topic: people choose it for themselves, where they set their preferences. */
export const labelInputSchema = z.strictObject({ name: labelNameSchema, public: z.boolean().optional() });
export type LabelInput = z.input<typeof labelInputSchema>;

export const labelChangesSchema = labelInputSchema.partial();
export type LabelChanges = z.input<typeof labelChangesSchema>;

export interface Label {
  id: string;
  /** Unique. */
  name: string;
  public: boolean;
}

/** @param field where it was given */
export const labelNotFound = (id: string, field = 'labelId'): MailtargetError =>
  new MailtargetError(
    'LABEL_NOT_FOUND',
    `There is no label "${String(id).slice(0, 100)}". Choose one from the list of labels, or create it by giving it to a contact.`,
    { field },
  );
