import { decodeHTMLAttribute } from 'entities';
import type { BlockNode, LinkNode, Node } from '../template/nodes';
import { decodeUrl } from './decodeUrl';
import type { HiddenNodes } from './hiddenNodes';

/** An element as html-to-text has it. */
export interface DomNode {
  attribs: Readonly<Record<string, string>>;
  children: readonly { data?: string }[];
}

/** How the URL of a link is written in a plain text; the words are those of HiddenNodes. */
interface TextLinks {
  written: string;
  /** The URL is what the link shows. */
  isText: boolean;
}

/** @returns undefined for a link that leads nowhere from a text */
export function textLinks({ attribs, children }: DomNode, hidden: HiddenNodes): TextLinks | undefined {
  // Where blocks choose among several href, all of them count.
  const choices = Object.keys(attribs).flatMap((name) => {
    const found = hidden.find(name);
    return found && 'edge' in found && found.edge === 'open' ? linksOf(found.block) : [];
  });
  if (choices.length > 0) {
    const word = choices.map((choice) => hidden.hide(choice)).join('');
    return { written: word, isText: false };
  }
  const found = hidden.find(attribs.href ?? '');
  if (!found || !('node' in found) || found.node.type !== 'link') return undefined;
  const link = asText(found.node);
  if (link.written === '' || link.written.startsWith('#')) return undefined;
  const shown = children.map(({ data }) => data ?? '').join('');
  const isText = children.every(({ data }) => data !== undefined) && shown.trim() === link.written;
  const word = hidden.hide(link);
  return { written: isText ? word : `[${word}]`, isText };
}

/** What is left of a block when only the links in it count. */
function linksOf(block: BlockNode): BlockNode[] {
  const [body, otherwise] = [block.body, block.otherwise].map((nodes) =>
    nodes.flatMap((node): Node[] => {
      if (node.type === 'block') return linksOf(node);
      return node.type === 'link' ? [asNode('['), asText(node), asNode(']')] : [];
    }),
  );
  return body!.length + otherwise!.length > 0 ? [{ ...block, body: body!, otherwise: otherwise! }] : [];
}

const asNode = (text: string): Node => ({ type: 'text', text });

/** A link of HTML as a text has it: without entities, and without `mailto:`. */
function asText({ url, written }: LinkNode): LinkNode {
  const [first, ...rest] = decodeUrl(url);
  const start = first?.type === 'text' ? { ...first, text: withoutMailto(first.text) } : first;
  return {
    type: 'link',
    url: start ? [start, ...rest] : [],
    written: withoutMailto(decodeHTMLAttribute(written)),
    number: null,
  };
}

const withoutMailto = (url: string): string => url.trim().replace(/^mailto:/i, '');
