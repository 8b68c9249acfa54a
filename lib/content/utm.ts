import type { Utm } from '../model';
import { parseTemplate } from './template/parseTemplate';
import type { LinkNode, Node } from './template/nodes';

/**
 * Adds the campaign parameters to an http(s) link, before its fragment. What the link already has stays.
 * @param separator `&` as the place of the link writes it
 */
export function addUtm(link: LinkNode, utm: Utm, separator: '&' | '&amp;'): void {
  const missing = Object.entries(utm).filter(
    ([name, value]) => value !== '' && !new RegExp(`[?&;]utm_${name}=`, 'i').test(link.written),
  );
  if (missing.length === 0) return;
  const { before, fragment } = splitFragment(link.url);
  const parameters = missing.flatMap(([name, value], index) => {
    const mark = index > 0 || hasQuery(before) ? separator : '?';
    return [{ type: 'text', text: `${mark}utm_${name}=` } as const, ...parameterNodes(value)];
  });
  link.url = [...before, ...parameters, ...fragment];
}

const parameterNodes = (value: string): Node[] =>
  parseTemplate(value, 'utm').map((node) => escapeForQuery(node));

function escapeForQuery(node: Node): Node {
  switch (node.type) {
    case 'text':
      return { ...node, text: encodeURIComponent(node.text).replaceAll("'", '%27') };
    case 'value':
      return { ...node, escape: 'urlQuery' };
    case 'block':
      return {
        ...node,
        body: node.body.map(escapeForQuery),
        otherwise: node.otherwise.map(escapeForQuery),
      };
    case 'link':
      return node;
  }
}

const hasQuery = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => node.type === 'text' && node.text.includes('?'));

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
