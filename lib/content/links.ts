import { decodeHTMLAttribute } from 'entities';
import type { Utm } from '../model';
import type { FoundLink } from './html/readHtml';
import { compileNodes } from './template/compileNodes';
import { isFixed, type LinkNode, type Node } from './template/nodes';
import type { TextLink } from './text/readText';
import { addUtm } from './utm';
import { deliveryToken, type Hole, type Program } from './program';

/** Where a tracked link leads: not in the link, but kept with the campaign. */
export interface CompiledLink {
  /** As written, tags of the template included. */
  url: string;
  /** For one recipient. Scheme and host are the author's own, so that it leads nowhere else. */
  destination: Program;
}

/** Where clicks are counted. */
export interface Tracking {
  /** Without a slash at its end. */
  publicUrl: string;
}

/**
 * Completes the links of HTML and text: adds the campaign parameters, and numbers what can be tracked, each occurrence for
 * itself; only a URL of the text that the HTML has as well is the same link.
 * @returns the tracked links, by their numbers
 */
export function completeLinks(
  html: readonly FoundLink[],
  text: readonly TextLink[],
  utm: Utm | null,
): CompiledLink[] {
  const links: CompiledLink[] = [];
  const keptOut = new Set<string>();
  const byUrl = new Map<string, number>();

  const track = (node: LinkNode, url: string, destination: readonly Node[]) => {
    node.number = links.length;
    if (!byUrl.has(url)) byUrl.set(url, node.number);
    links.push({ url, destination: compileNodes(destination, (link) => link.url) });
  };
  for (const { node, isKeptOut, isInContext } of html) {
    const url = decodeHTMLAttribute(node.written);
    if (isKeptOut) keptOut.add(url);
    if (isKeptOut || !isFixed(node)) continue;
    if (utm) addUtm(node, utm, '&amp;');
    if (!differsByTurn(node, isInContext)) track(node, url, decodeTexts(node.url));
  }
  for (const { node, isInContext } of text) {
    if (keptOut.has(node.written) || !isFixed(node)) continue;
    if (utm) addUtm(node, utm, '&');
    const known = byUrl.get(node.written);
    if (known !== undefined) node.number = known;
    else if (!differsByTurn(node, isInContext)) track(node, node.written, node.url);
  }
  return links;
}

/** In a loop, a link with variables leads elsewhere each time, and could not be told from the others. */
const differsByTurn = ({ url }: LinkNode, isInContext: boolean): boolean =>
  isInContext && url.some(({ type }) => type !== 'text');

function decodeTexts(nodes: readonly Node[]): Node[] {
  return nodes.map((node): Node => {
    switch (node.type) {
      case 'text':
        return { ...node, text: decodeHTMLAttribute(node.text) };
      case 'block':
        return { ...node, body: decodeTexts(node.body), otherwise: decodeTexts(node.otherwise) };
      default:
        return node;
    }
  });
}

/** How links are written into the message. */
export const linkWriter =
  (tracking: Tracking | null) =>
  ({ url, number }: LinkNode): readonly (Node | Hole)[] =>
    tracking && number !== null
      ? [
          { type: 'text', text: `${tracking.publicUrl}/c/` },
          deliveryToken,
          { type: 'text', text: `/${number}` },
        ]
      : url;
