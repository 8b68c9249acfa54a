import { MailtargetError } from '../../model';
import type { TemplateField } from '../facts';

/** Where in a template something stands: line and column, counted from 1. */
export interface Place {
  line: number;
  column: number;
}

export function templateError(
  field: TemplateField,
  problem: string,
  { line, column }: Place,
): MailtargetError {
  return new MailtargetError('TEMPLATE_INVALID', `${field}, line ${line}, column ${column}: ${problem}`, {
    field,
    line,
    column,
  });
}

/** Tells the place of an offset. Lines end as they do for Handlebars' lexer. */
export function placesIn(source: string): (offset: number) => Place {
  const starts = [0];
  for (const { index, 0: end } of source.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return (offset) => {
    let line = 0;
    for (let high = starts.length; high - line > 1;) {
      const middle = (line + high) >> 1;
      if (starts[middle]! <= offset) line = middle;
      else high = middle;
    }
    return { line: line + 1, column: offset - starts[line]! + 1 };
  };
}
