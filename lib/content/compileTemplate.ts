import Handlebars from 'handlebars';
import { parseTemplate } from './parseTemplate';
import type { TemplateField } from './templateError';

/** A contact's values by tag. */
export type Variables = Readonly<Record<string, unknown>>;
export type RenderTemplate = (variables: Variables, preheader?: string) => string;

/** An instance of our own: helpers that other code in this process registers globally are out of reach. */
const handlebars = Handlebars.create();

/**
 * @param escape `html` escapes every value, triple braces included; `none` is for subjects and plain text
 * @throws MailtargetError TEMPLATE_INVALID
 */
export function compileTemplate(
  source: string,
  field: TemplateField,
  escape: 'html' | 'none',
): RenderTemplate {
  const program = parseTemplate(source, field);
  if (escape === 'html') new EscapeEverything().accept(program);
  const template = handlebars.compile<Variables>(program, {
    noEscape: escape === 'none',
    knownHelpersOnly: true,
    preventIndent: true,
  });
  // What is not a variable's own property is empty; said outright, because Handlebars warns about its own default.
  const ownOnly = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false };
  return (variables, preheader) => template(variables, { ...ownOnly, data: { preheader } });
}

/** `{{{name}}}` would let a contact's field write tags into the message. */
class EscapeEverything extends Handlebars.Visitor {
  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    node.escaped = true;
  }
}
