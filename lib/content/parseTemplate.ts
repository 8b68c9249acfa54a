import Handlebars from 'handlebars';
import { type ParseFailure, readParseFailure } from './parseFailure';
import { type TemplateField, templateError } from './templateError';

const BLOCKS = ['if', 'unless', 'each', 'with'];
/** What Handlebars calls rather than looks up, even where a variable is meant; it would fail at the rendering. */
const HELPERS = Object.keys(Handlebars.create().helpers);

/**
 * Parses a Handlebars template and allows only what a campaign needs: variables and if, unless, each, with.
 * @throws MailtargetError TEMPLATE_INVALID with `field`, `line` and `column`
 */
export function parseTemplate(source: string, field: TemplateField): hbs.AST.Program {
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(source);
  } catch (error) {
    throw readParseFailure(error as ParseFailure, source, field);
  }
  new AllowedNodes(field).accept(program);
  return program;
}

class AllowedNodes extends Handlebars.Visitor {
  constructor(private readonly field: TemplateField) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    const name = nameOf(node.path);
    if (HELPERS.includes(name)) {
      this.#refuse(
        node,
        `"${name}" is not a variable. A block is written {{#if first_name}}, a field of that name {{this.${name}}}.`,
      );
    }
    if (node.params.length > 0 || node.hash) {
      this.#refuse(node, `there is no helper called "${name}". A variable is written {{name}}.`);
    }
    super.MustacheStatement(node);
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const name = nameOf(node.path);
    if (!BLOCKS.includes(name)) {
      this.#refuse(node, `there is no block called "${name}". Use one of: ${BLOCKS.join(', ')}.`);
    }
    if (node.params.length !== 1)
      this.#refuse(node, `{{#${name}}} takes one variable, as in {{#${name} first_name}}.`);
    super.BlockStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.#refuse(node, 'expressions in parentheses cannot be used here.');
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.#refuse(node, 'partials ({{> }}) cannot be used in a campaign.');
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.#refuse(node, 'partials ({{#> }}) cannot be used in a campaign.');
  }

  override DecoratorBlock(node: hbs.AST.DecoratorBlock): void {
    this.#refuse(node, 'decorators ({{#* }}) cannot be used in a campaign.');
  }

  override Decorator(node: hbs.AST.Decorator): void {
    this.#refuse(node, 'decorators ({{* }}) cannot be used in a campaign.');
  }

  #refuse(node: hbs.AST.Node, problem: string): never {
    throw templateError(this.field, problem, node.loc.start.line, node.loc.start.column + 1);
  }
}

const nameOf = (path: hbs.AST.Expression): string => (path as hbs.AST.PathExpression).original ?? 'this';
