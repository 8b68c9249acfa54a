import type { Finding, LintReport } from '../../model';
import type { ContentFacts } from '../facts';
import { unknownVariables } from './lintVariables';

/**
 * What shows only in the light of the audience.
 * @param known variables that a contact of the audience or the substitution data has a value for
 * @param required those that each recipient needs, with the number of recipients who lack them
 */
export const lintAudience = (
  facts: ContentFacts,
  known: ReadonlySet<string>,
  required: readonly { name: string; missing: number }[],
): LintReport => ({
  errors: required.filter(({ missing }) => missing > 0).map(missingRequired),
  warnings: unknownVariables(facts, known),
});

const missingRequired = ({ name, missing }: { name: string; missing: number }): Finding => ({
  code: 'required_variable_missing',
  message: `The template requires ${name}, and ${missing === 1 ? '1 recipient has' : `${missing} recipients have`} no value for it. Give them one, or leave them out of the recipients.`,
  field: 'body',
});
