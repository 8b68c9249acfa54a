import { toText } from '../toText';
import { type Filter, isMissing } from './filter';

/** `{{first_name | default: "there"}}`: also where the value is empty, or blanks. */
export const defaultTo: Filter = {
  arguments: [1, 1],
  example: '{{first_name | default: "there"}}',
  apply: (value, [fallback]) => (isMissing(value) ? fallback : value),
};

/** Unicode's own mapping, the same on every machine. */
export const upper: Filter = {
  arguments: [0, 0],
  example: '{{city | upper}}',
  apply: (value) => toText(value).toUpperCase(),
};

export const lower: Filter = {
  arguments: [0, 0],
  example: '{{city | lower}}',
  apply: (value) => toText(value).toLowerCase(),
};

/** The first letter; what follows stays, as in McDonald. */
export const capitalize: Filter = {
  arguments: [0, 0],
  example: '{{first_name | capitalize}}',
  apply: (value) => toText(value).replace(/\p{L}/u, (letter) => letter.toUpperCase()),
};

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `{{bio | truncate: 80}}`: at most that many characters as people count them, an ellipsis (or the second argument) included. */
export const truncate: Filter = {
  arguments: [1, 2],
  example: '{{bio | truncate: 80}}',
  check: ([length]) =>
    length !== undefined && !(Number.isInteger(length) && (length as number) > 0)
      ? 'its length is a whole number above 0'
      : undefined,
  apply(value, [length, ending = ELLIPSIS]) {
    const text = toText(value);
    const max = Number(toText(length));
    if (!(max > 0) || text.length <= max) return text;
    const characters = firstCharacters(text, max + 1);
    if (characters.length <= max) return text;
    const mark = toText(ending);
    return (
      characters
        .slice(0, Math.max(0, max - mark.length))
        .join('')
        .trimEnd() + mark
    );
  },
};

function firstCharacters(text: string, count: number): string[] {
  const characters: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (characters.push(segment) === count) break;
  }
  return characters;
}
