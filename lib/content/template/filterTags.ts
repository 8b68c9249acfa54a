import type { TemplateField } from '../facts';
import { readQuoted, type Tag, unquote } from './scanTags';
import { type Place, placesIn, templateError } from './templateError';

/** An argument as it is written: a literal, or a path that Handlebars' parser has yet to read. */
export type WrittenArgument = { value: string | number | boolean } | { path: string };

export interface WrittenFilter {
  name: string;
  args: WrittenArgument[];
  place: Place;
}

/** A template without its filters, and which tags they are from. */
export interface FilterTags {
  /** As long as the source, line by line: blanks stand where the filters were. */
  masked: string;
  /** By the place of the tag, `line:column`. */
  filters: ReadonlyMap<string, WrittenFilter[]>;
}

export const placeKey = ({ line, column }: Place): string => `${line}:${column}`;

/**
 * Takes the filters out of the product's own tags, `{{first_name | default: "there"}}`, so that Handlebars' parser can
 * read the rest and find it where it was written.
 * @throws MailtargetError TEMPLATE_INVALID
 */
export function takeFilters(source: string, tags: readonly Tag[], field: TemplateField): FilterTags {
  const filters = new Map<string, WrittenFilter[]>();
  const placeOf = placesIn(source);
  let masked = '';
  let from = 0;
  for (const tag of tags) {
    if (tag.pipe === undefined || isBlockTag(source, tag)) continue;
    const end = closeOf(source, tag);
    filters.set(placeKey(placeOf(tag.start)), readFilters(source, tag.pipe, end, field, placeOf));
    masked += source.slice(from, tag.pipe) + source.slice(tag.pipe, end).replaceAll(/[^\r\n]/g, ' ');
    from = end;
  }
  return { masked: masked + source.slice(from), filters };
}

/** In `{{#each items as |item|}}`, and in the like behind an else, the bars are Handlebars' own. */
const isBlockTag = (source: string, { start }: Tag): boolean =>
  /^\{\{+~?\s*(?:[#^/>]|else\s)/.test(source.slice(start, start + 30));

/** Where the closing braces begin, their `~` included. */
function closeOf(source: string, { end }: Tag): number {
  let close = end;
  while (source[close - 1] === '}') close--;
  return source[close - 1] === '~' ? close - 1 : close;
}

/** Reads `| name: argument, argument | name …` from the bar at `from` to `end`. */
function readFilters(
  source: string,
  from: number,
  end: number,
  field: TemplateField,
  placeOf: (offset: number) => Place,
): WrittenFilter[] {
  const filters: WrittenFilter[] = [];
  let at = from;
  const blanks = () => {
    while (at < end && /\s/.test(source[at]!)) at++;
  };
  const mark = (character: string): boolean => {
    blanks();
    if (at >= end || source[at] !== character) return false;
    at++;
    return true;
  };
  const refuse = (problem: string): never => {
    throw templateError(field, problem, placeOf(at));
  };
  const word = (): string => {
    blanks();
    const start = at;
    while (at < end && /[\p{L}\p{N}_.@/[\]-]/u.test(source[at]!)) at++;
    return source.slice(start, at);
  };
  const argument = (): WrittenArgument => {
    blanks();
    const quotedEnd = readQuoted(source, at);
    if (quotedEnd !== undefined && quotedEnd <= end) {
      const value = unquote(source.slice(at, quotedEnd));
      at = quotedEnd;
      return { value };
    }
    const written = word();
    if (written === '')
      return refuse('a filter\'s argument is missing here. Write it in quotes, as in default: "there".');
    if (/^-?\d+(\.\d+)?$/.test(written)) return { value: Number(written) };
    if (written === 'true' || written === 'false') return { value: written === 'true' };
    return { path: written };
  };

  while (mark('|')) {
    blanks();
    const place = placeOf(at);
    const name = word();
    if (name === '')
      refuse('a filter\'s name is missing behind the |, as in {{first_name | default: "there"}}.');
    const args: WrittenArgument[] = [];
    if (mark(':')) {
      do args.push(argument());
      while (mark(','));
    }
    filters.push({ name, args, place });
  }
  blanks();
  if (at < end) refuse('this is not understood. A filter is written {{first_name | default: "there"}}.');
  return filters;
}
