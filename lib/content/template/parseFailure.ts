import Handlebars from 'handlebars';
import type { MailtargetError } from '../../model';
import type { TemplateField } from '../facts';
import type { Tag } from './scanTags';
import { placesIn, templateError } from './templateError';

/** What Handlebars throws: with a place when its own checks fail, with a drawing when its grammar does. */
interface ParseFailure {
  message: string;
  lineNumber?: number;
  column?: number;
}

/** Turns the parser's failure into a sentence with the line and column of the tag. */
export function readParseFailure(
  failure: unknown,
  source: string,
  tags: readonly Tag[],
  field: TemplateField,
): MailtargetError {
  const { message, lineNumber, column } = failure as ParseFailure;
  if (lineNumber !== undefined && column !== undefined) {
    return templateError(field, `${message.replace(/ - \d+:\d+$/, '')}.`, {
      line: lineNumber,
      column: column + 1,
    });
  }
  const placeOf = placesIn(source);
  const culprit = firstBroken(source, tags);
  const unclosed = culprit === undefined && endsInBlock(message) ? lastOpenBlock(source, tags) : undefined;
  if (unclosed) {
    const sentence = `{{#${unclosed.name}}} is not closed; add its {{/${unclosed.name}}}.`;
    return templateError(field, sentence, placeOf(unclosed.start));
  }
  const start = culprit?.start ?? unfinishedTag(source, tags);
  return templateError(field, 'this is not a valid template tag.', placeOf(start));
}

/** The template is right as far as it goes, and a block is open at its end. */
const endsInBlock = (message: string): boolean => message.endsWith("got 'EOF'");

/** The first tag behind which nothing can make a template of it any more: from there on every beginning fails. */
function firstBroken(source: string, tags: readonly Tag[]): Tag | undefined {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBroken(source.slice(0, tags[middle]!.end))) high = middle;
    else low = middle + 1;
  }
  return tags[low];
}

function isBroken(beginning: string): boolean {
  try {
    Handlebars.parse(beginning);
    return false;
  } catch (error) {
    return !endsInBlock((error as Error).message);
  }
}

/** The parser notices at the end of the text; people want to know where the block begins. */
function lastOpenBlock(source: string, tags: readonly Tag[]): { name: string; start: number } | undefined {
  const open: { name: string; start: number }[] = [];
  for (const { start, end } of tags) {
    const [, kind, name = ''] = /^\{\{~?\s*([#^/])\s*(\w*)/.exec(source.slice(start, end)) ?? [];
    if (kind === '/') open.pop();
    else if (kind !== undefined && name !== '') open.push({ name, start });
  }
  return open.at(-1);
}

/** Where a tag begins that has no end. */
function unfinishedTag(source: string, tags: readonly Tag[]): number {
  const from = tags.at(-1)?.end ?? 0;
  const start = source.indexOf('{{', from);
  return start < 0 ? from : start;
}
