import { decodeHTMLAttribute } from 'entities';
import type { Utm } from '../model';
import { decodeUrl } from './html/decodeUrl';
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

/** Where opens and clicks are counted, and which of them. */
export interface Tracking {
  /** Without a slash at its end. */
  publicUrl: string;
  opens: boolean;
  clicks: boolean;
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

  const track = (node: LinkNode, key: string, url: string, destination: readonly Node[]) => {
    node.number = links.length;
    if (!byUrl.has(key)) byUrl.set(key, node.number);
    links.push({ url, destination: compileNodes(destination, (link) => link.url) });
  };
  for (const { node, isKeptOut, isInContext } of html) {
    const key = keyOf(decodeUrl(node.url));
    if (isKeptOut) keptOut.add(key);
    if (isKeptOut || !isFixed(node)) continue;
    const differs = differsByTurn(node, isInContext);
    if (utm) addUtm(node, utm, '&amp;');
    if (differs) continue;
    track(node, key, decodeHTMLAttribute(node.written), decodeUrl(node.url));
  }
  for (const { node, isInContext } of text) {
    const key = keyOf(node.url);
    if (keptOut.has(key) || !isFixed(node)) continue;
    const differs = differsByTurn(node, isInContext);
    if (utm) addUtm(node, utm, '&');
    const known = byUrl.get(key);
    if (known !== undefined) node.number = known;
    else if (!differs) track(node, key, node.written, node.url);
  }
  return links;
}

/** In a loop, a link with variables leads elsewhere each time, and could not be told from the others. */
const differsByTurn = ({ url }: LinkNode, isInContext: boolean): boolean =>
  isInContext && url.some(({ type }) => type !== 'text');

/** The same for URLs that are the same for every recipient. */
function keyOf(nodes: readonly Node[]): string {
  const parts = nodes.map((node) => {
    if (node.type === 'text') return node.text.trim();
    if (node.type === 'value') return [decodeHTMLAttribute(node.written)];
    if (node.type === 'link') return keyOf(node.url);
    const { name, subject, includesZero, params, body, otherwise } = node;
    return [name, subject, includesZero, params, keyOf(body), keyOf(otherwise)];
  });
  return JSON.stringify(parts);
}

/** How links are written into the message. */
export const linkWriter =
  (tracking: Tracking | null) =>
  ({ url, number }: LinkNode): readonly (Node | Hole)[] =>
    tracking?.clicks && number !== null
      ? [
          { type: 'text', text: `${tracking.publicUrl}/c/` },
          deliveryToken,
          { type: 'text', text: `/${number}` },
        ]
      : url;
