import { z } from 'zod/v4';
import { headerText } from './validate';

export const labelNameSchema = headerText(100)
  .transform((name) => name.trim())
  .refine((name) => name.length > 0, 'A label needs a name.');

export const labelInputSchema = z.strictObject({ name: labelNameSchema });
export type LabelInput = z.input<typeof labelInputSchema>;

export interface Label {
  id: string;
  name: string;
}
