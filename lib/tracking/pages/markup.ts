import { escapeExpression } from 'handlebars';

/** HTML that is as it should be; everything else is text, and is escaped. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | Markup | readonly Markup[];

/** Makes HTML of a template: what is put in is escaped, unless it is HTML made this way. For text and for quoted attributes. */
export const html = (literals: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(String.raw({ raw: literals }, ...parts.map(written)));

function written(part: Part): string {
  if (typeof part === 'string') return escapeExpression(part);
  return part instanceof Markup ? part.html : part.map((one) => one.html).join('');
}
