import Handlebars from 'handlebars';
import type { TemplateField } from '../facts';
import { toPath, toSubject } from './expressions';
import { placeKey, takeFilters, type WrittenFilter } from './filterTags';
import { FILTERS } from './filters';
import type { BlockName, BlockNode, FilterCall, Node, ValueNode } from './nodes';
import { readParseFailure } from './parseFailure';
import { scanTags, type Tag } from './scanTags';
import { type Place, placesIn, templateError } from './templateError';

const BLOCKS: readonly string[] = ['if', 'unless', 'each', 'with'] satisfies BlockName[];
/** What Handlebars calls rather than looks up. */
const HELPERS = [
  'if',
  'unless',
  'each',
  'with',
  'lookup',
  'log',
  'else',
  'helperMissing',
  'blockHelperMissing',
];

/** Far above what newsletters have, and low enough that the parser and everything behind it are done at once. */
const MAX_TAGS = 2000;
const MAX_DEPTH = 50;

/**
 * Reads a template in Handlebars' syntax, and allows only what a campaign needs: variables with filters, and the blocks
 * if, unless, each and with. No helper, partial or decorator gets through.
 * @throws MailtargetError TEMPLATE_INVALID with `field`, `line` and `column`
 */
export function parseTemplate(source: string, field: TemplateField): Node[] {
  const tags = scanTags(source);
  refuseExcess(source, tags, field);
  const { masked, filters } = takeFilters(source, tags, field);
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(masked);
  } catch (error) {
    throw readParseFailure(error, masked, tags, field);
  }
  return new Reader(field, filters, writtenTags(source, tags)).nodes(program);
}

/** Every tag as it is written, by its place. */
function writtenTags(source: string, tags: readonly Tag[]): ReadonlyMap<string, string> {
  const placeOf = placesIn(source);
  return new Map(tags.map(({ start, end }) => [placeKey(placeOf(start)), source.slice(start, end)]));
}

/** Before the parser, which recurses, gets to see it. */
function refuseExcess(source: string, tags: readonly Tag[], field: TemplateField): void {
  const placeOf = placesIn(source);
  let depth = 0;
  for (const [index, { start }] of tags.entries()) {
    if (index >= MAX_TAGS)
      throw templateError(field, `this is the tag beyond ${MAX_TAGS}. Use fewer.`, placeOf(start));
    if (source.startsWith('{{{{', start)) {
      throw templateError(
        field,
        'four braces cannot be used here. A variable is written {{name}}.',
        placeOf(start),
      );
    }
    // An {{else if}} opens a block as well, one that is closed with the block it belongs to.
    const kind = /^\{\{~?\s*(#|\/|else\s+\w)/.exec(source.slice(start, start + 40))?.[1];
    if (kind === '/') depth = Math.max(0, depth - 1);
    else if (kind !== undefined) depth++;
    if (depth > MAX_DEPTH) {
      throw templateError(field, `blocks are nested more than ${MAX_DEPTH} deep here.`, placeOf(start));
    }
  }
}

/** Turns Handlebars' tree into ours. */
class Reader {
  constructor(
    private readonly field: TemplateField,
    private readonly filters: ReadonlyMap<string, readonly WrittenFilter[]>,
    private readonly written: ReadonlyMap<string, string>,
  ) {}

  nodes(program: hbs.AST.Program | undefined): Node[] {
    return (program?.body ?? []).flatMap((statement) => this.#node(statement));
  }

  #node(statement: hbs.AST.Statement): Node[] {
    switch (statement.type) {
      case 'ContentStatement': {
        const { value } = statement as hbs.AST.ContentStatement;
        return value === '' ? [] : [{ type: 'text', text: value }];
      }
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return [this.#value(statement as hbs.AST.MustacheStatement)];
      case 'BlockStatement':
        return [this.#block(statement as hbs.AST.BlockStatement)];
      case 'PartialStatement':
        return this.#refuse(statement, 'partials ({{> }}) cannot be used in a campaign.');
      case 'PartialBlockStatement':
        return this.#refuse(statement, 'partials ({{#> }}) cannot be used in a campaign.');
      case 'DecoratorBlock':
        return this.#refuse(statement, 'decorators ({{#* }}) cannot be used in a campaign.');
      default:
        return this.#refuse(statement, 'decorators ({{* }}) cannot be used in a campaign.');
    }
  }

  #value(node: hbs.AST.MustacheStatement): ValueNode {
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
    const place = placeOf(node);
    const written = this.filters.get(placeKey(place)) ?? [];
    return {
      type: 'value',
      // Handlebars takes a lone literal for a name; in front of a filter it is meant as it stands.
      expression: written.length > 0 ? this.#subject(node.path) : this.#path(node.path),
      filters: written.map((filter) => this.#filter(filter)),
      escape: 'none',
      written: this.written.get(placeKey(place)) ?? '',
      place,
    };
  }

  #filter({ name, args, place }: WrittenFilter): FilterCall {
    const filter = FILTERS.get(name);
    if (!filter) {
      const known = [...FILTERS.keys()].join(', ');
      throw templateError(this.field, `there is no filter called "${name}". Use one of: ${known}.`, place);
    }
    const [min, max] = filter.arguments;
    const problem =
      args.length < min
        ? 'it needs an argument'
        : args.length > max
          ? 'it has too many arguments'
          : filter.check?.(args.map((arg) => ('value' in arg ? arg.value : undefined)));
    if (problem) {
      throw templateError(
        this.field,
        `the filter ${name}: ${problem}. Write it like ${filter.example}.`,
        place,
      );
    }
    return {
      name,
      args: args.map((arg) =>
        'value' in arg ? { type: 'literal', value: arg.value } : this.#argument(arg.path, place),
      ),
    };
  }

  /** Handlebars' parser reads paths; this one has no blanks or braces in it. */
  #argument(path: string, place: Place) {
    try {
      const [statement] = Handlebars.parse(`{{${path}}}`).body;
      return this.#subject((statement as hbs.AST.MustacheStatement).path);
    } catch {
      throw templateError(this.field, `"${path}" is not a variable. Text is written in quotes.`, place);
    }
  }

  #block(node: hbs.AST.BlockStatement): BlockNode {
    const name = nameOf(node.path);
    if (!isBlock(name)) {
      return this.#refuse(node, `there is no block called "${name}". Use one of: ${BLOCKS.join(', ')}.`);
    }
    const [subject, ...more] = node.params;
    const includesZero = this.#includesZero(node, name);
    if (!subject || more.length > 0 || includesZero === undefined) {
      return this.#refuse(node, `{{#${name}}} takes one variable, as in {{#${name} first_name}}.`);
    }
    return {
      type: 'block',
      name,
      subject: this.#subject(subject),
      includesZero,
      // `{{^if x}}` has its body where others have their else.
      params: (node.program ?? node.inverse).blockParams ?? [],
      body: this.nodes(node.program),
      otherwise: this.nodes(node.inverse),
      place: placeOf(node),
    };
  }

  /** `{{#if points includeZero=true}}`. @returns undefined for anything else of that form */
  #includesZero({ hash }: hbs.AST.BlockStatement, name: BlockName): boolean | undefined {
    if (!hash) return false;
    const [pair, ...more] = hash.pairs;
    const isKnown = pair?.key === 'includeZero' && more.length === 0 && (name === 'if' || name === 'unless');
    return isKnown && pair.value.type === 'BooleanLiteral'
      ? (pair.value as hbs.AST.BooleanLiteral).value
      : undefined;
  }

  #subject(node: hbs.AST.Expression) {
    this.#refuseN8n(node);
    return toSubject(node) ?? this.#refuse(node, 'expressions in parentheses cannot be used here.');
  }

  #path(node: hbs.AST.Expression) {
    this.#refuseN8n(node);
    return toPath(node) ?? this.#refuse(node, 'expressions in parentheses cannot be used here.');
  }

  /** People paste what n8n writes with the same braces. */
  #refuseN8n(node: hbs.AST.Expression): void {
    const [first] = (node as Partial<hbs.AST.PathExpression>).parts ?? [];
    if (!first?.startsWith('$')) return;
    this.#refuse(
      node,
      `"${first}" is not a variable of a contact. An n8n expression needs a field that is set to Expression.`,
    );
  }

  #refuse(node: hbs.AST.Node, problem: string): never {
    throw templateError(this.field, problem, placeOf(node));
  }
}

const placeOf = ({ loc: { start } }: hbs.AST.Node): Place => ({ line: start.line, column: start.column + 1 });

const isBlock = (name: string): name is BlockName => BLOCKS.includes(name);

const nameOf = (path: hbs.AST.Expression): string =>
  String((path as hbs.AST.PathExpression).original ?? 'this');
