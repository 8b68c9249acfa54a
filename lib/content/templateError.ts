import { MailtargetError } from '../model';

/** A part of a campaign that holds a template, by its name in the interface. */
export type TemplateField = 'subject' | 'previewText' | 'body' | 'bodyText';

/** @param line counted from 1; @param column counted from 1 */
export function templateError(
  field: TemplateField,
  problem: string,
  line: number,
  column: number,
): MailtargetError {
  return new MailtargetError('TEMPLATE_INVALID', `${field}, line ${line}, column ${column}: ${problem}`, {
    field,
    line,
    column,
  });
}
