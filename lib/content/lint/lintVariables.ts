import type { Finding } from '../../model';
import type { ContentFacts } from '../facts';
import { examples } from './examples';
import { FIELD_NAMES, groupByField } from './fields';

/** Every contact has one. */
const ALWAYS_THERE = 'email';

/**
 * Warnings: what leaves a gap for those who lack it.
 * @param given variables that have a value whoever receives the campaign
 */
export function variablesWithoutFallback({ variables }: ContentFacts, given: ReadonlySet<string>): Finding[] {
  const bare = variables.filter(
    ({ name, hasFallback }) => !hasFallback && name !== ALWAYS_THERE && !given.has(name),
  );
  return groupByField(bare).map(([field, mentions]) => {
    const names = mentions.map(({ name }) => name);
    return {
      code: 'variable_without_fallback',
      message: `Whoever has no value for ${examples(names)} gets a gap in the ${FIELD_NAMES[field]}. Give a default: {{${names[0]} | default: "…"}}.`,
      field,
    };
  });
}

/**
 * Warnings: what nobody has a value for is often a slip of the pen.
 * @param known variables that somebody has a value for
 */
export function unknownVariables({ variables }: ContentFacts, known: ReadonlySet<string>): Finding[] {
  const unknown = variables.filter(({ name }) => name !== ALWAYS_THERE && !known.has(name));
  return groupByField(unknown).map(([field, mentions]) => ({
    code: 'variable_unknown',
    message: `No recipient has a value for ${examples(mentions.map(({ name }) => name))}. Check the spelling in the ${FIELD_NAMES[field]}, or give substitution data.`,
    field,
  }));
}

/** Warnings. */
export const foreignTags = ({ foreignTags }: ContentFacts): Finding[] =>
  groupByField(foreignTags).map(([field, mentions]) => ({
    code: 'foreign_tag',
    message: `Tags of another system stay as they are in the ${FIELD_NAMES[field]}: ${examples(mentions.map(({ tag }) => tag))}. Write variables like {{first_name}}.`,
    field,
  }));
