import type { MailtargetError } from '../../model';
import type { TemplateField } from '../facts';
import { templateError } from './templateError';

/** What Handlebars throws: with a place when its own checks fail, with a drawing when its grammar does. */
export interface ParseFailure {
  message: string;
  lineNumber?: number;
  column?: number;
}

/** Turns the parser's failure into a sentence with the line and column of the tag. */
export function readParseFailure(
  failure: ParseFailure,
  source: string,
  field: TemplateField,
): MailtargetError {
  const { message, lineNumber, column } = failure;
  if (lineNumber !== undefined && column !== undefined) {
    return templateError(field, `${message.replace(/ - \d+:\d+$/, '')}.`, {
      line: lineNumber,
      column: column + 1,
    });
  }
  const [heading = '', context = '', arrow = ''] = message.split('\n');
  const line = Number(/on line (\d+)/.exec(heading)?.[1] ?? 1);
  const lineText = source.split('\n')[line - 1] ?? '';
  const failedAt = columnOf(context.slice(0, arrow.length - 1), lineText);
  if (message.endsWith("got 'EOF'")) return unclosedBlock(source, field);
  const braces = lineText.lastIndexOf('{{', failedAt);
  const tagAt = lineText[braces - 1] === '{' ? braces - 1 : braces;
  return templateError(field, 'this is not a valid template tag.', {
    line,
    column: (tagAt >= 0 ? tagAt : failedAt) + 1,
  });
}

/** The parser notices at the end of the text; people want to know where the block begins. */
function unclosedBlock(source: string, field: TemplateField): MailtargetError {
  const open: { name: string; at: number }[] = [];
  for (const { 1: kind, 2: name = '', index } of source.matchAll(/\{\{~?([#^/])\s*(\w*)/g)) {
    if (kind === '/') open.pop();
    else if (name !== '') open.push({ name, at: index });
  }
  const { name, at } = open.at(-1) ?? { name: '', at: source.length };
  const linesBefore = source.slice(0, at).split('\n');
  const sentence = `{{#${name}}} is not closed; add its {{/${name}}}.`;
  return templateError(field, sentence, { line: linesBefore.length, column: linesBefore.at(-1)!.length + 1 });
}

/**
 * Where in the line the drawing's arrow points.
 * @param before what the drawing shows left of it: the last 20 characters read, line breaks dropped
 */
function columnOf(before: string, line: string): number {
  const shown = before.replace(/^\.\.\./, '');
  for (let column = line.length; column > 0; column--) {
    const read = line.slice(Math.max(0, column - shown.length), column);
    if (shown.endsWith(read)) return column;
  }
  return 0;
}
