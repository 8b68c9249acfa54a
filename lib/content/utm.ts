import type { Utm } from '../model';
import { parseTemplate } from './template/parseTemplate';
import type { Expression, LinkNode, Node } from './template/nodes';
import { walk } from './template/walk';

/**
 * Adds the campaign parameters to an http(s) link, before its fragment. What the link already has stays.
 * @param separator `&` as the place of the link writes it
 */
export function addUtm(link: LinkNode, utm: Utm, separator: '&' | '&amp;'): void {
  const missing = Object.entries(utm).filter(
    ([name, value]) => value !== '' && !new RegExp(`[?&;]utm_${name}=`, 'i').test(link.written),
  );
  if (missing.length === 0 || link.url.some(hasFragmentInBlock)) return;
  const { before, fragment } = splitFragment(link.url);
  const last = before.at(-1);
  const isOpen = last?.type === 'text' && /(?:\?|&|&amp;)$/.test(last.text);
  const first = isOpen ? '' : hasQuery(before) ? separator : '?';
  const parameters = missing.flatMap(([name, value], index) => {
    const mark = index > 0 ? separator : first;
    return [{ type: 'text', text: `${mark}utm_${name}=` } as const, ...parameterNodes(value)];
  });
  link.url = [...before, ...parameters, ...fragment];
}

const parameterNodes = (value: string): Node[] =>
  parseTemplate(value, 'utm').map((node) => escapeForQuery(node));

function escapeForQuery(node: Node): Node {
  switch (node.type) {
    case 'text':
      return { ...node, text: encodeURIComponent(node.text.toWellFormed()).replaceAll("'", '%27') };
    case 'value':
      return {
        ...node,
        escape: 'urlQuery',
        expression: fromRoot(node.expression),
        filters: node.filters.map((filter) => ({ ...filter, args: filter.args.map(fromRoot) })),
      };
    case 'block':
      return {
        ...node,
        subject: fromRoot(node.subject),
        body: node.body.map(escapeForQuery),
        otherwise: node.otherwise.map(escapeForQuery),
      };
    case 'link':
      return node;
  }
}

/** A link may stand in a loop; the campaign's parameters know nothing of it. */
const fromRoot = (expression: Expression): Expression =>
  expression.type === 'path' && !expression.isData && expression.depth === 0
    ? { ...expression, parts: ['root', ...expression.parts], isData: true }
    : expression;

const hasQuery = (nodes: readonly Node[]): boolean =>
  [...walk(nodes)].some((node) => node.type === 'text' && node.text.includes('?'));

/** Then the parameters would have to be in its branches. */
const hasFragmentInBlock = (node: Node): boolean =>
  node.type === 'block' &&
  [...walk([node])].some((inside) => inside.type === 'text' && hashAt(inside.text) >= 0);

function splitFragment(nodes: readonly Node[]): { before: Node[]; fragment: Node[] } {
  const at = nodes.findIndex((node) => node.type === 'text' && hashAt(node.text) >= 0);
  if (at < 0) return { before: [...nodes], fragment: [] };
  const { text } = nodes[at] as Extract<Node, { type: 'text' }>;
  const hash = hashAt(text);
  return {
    before: [...nodes.slice(0, at), { type: 'text', text: text.slice(0, hash) }],
    fragment: [{ type: 'text', text: text.slice(hash) }, ...nodes.slice(at + 1)],
  };
}

/** In `&#38;` it is a character reference. */
const hashAt = (text: string): number => text.search(/(?<!&)#/);
