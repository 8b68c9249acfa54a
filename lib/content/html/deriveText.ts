import { type FormatCallback, htmlToText } from 'html-to-text';
import type { Node } from '../template/nodes';
import { HiddenNodes } from './hiddenNodes';
import { type DomNode, textLinks } from './textLinks';

const asTyped = { options: { uppercase: false } };
const asLine = { format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };
const SELECTORS = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...asTyped })),
  { selector: 'a', format: 'link' },
  { selector: 'img', format: 'linkedImage' },
  { selector: 'tr', ...asLine },
  ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
  ...['display:none', 'display: none', 'visibility:hidden', 'visibility: hidden'].map((css) => ({
    selector: `[style*="${css}"]`,
    format: 'hidden',
  })),
];

/**
 * The plain text of a body that comes without one. Values stand in it as they are, and links are LinkNodes with their URLs
 * as in the HTML.
 * @param nodes of HTML that was read, its styles inlined: what they hide is left out
 */
export function deriveText(nodes: readonly Node[]): Node[] {
  const hidden = new HiddenNodes();
  const html = hidden.hideIn(nodes);
  const formatters = { link: formatLink(hidden), linkedImage, cell, hidden: unlessShown };
  const text = htmlToText(html, { wordwrap: false, selectors: SELECTORS, formatters });
  return hidden.restore(withoutGaps(text)).map(unescaped);
}

/** Edges of blocks in a line of their own, between what is empty around them. */
const EDGE_LINES = /(?<=(^|\n+))[ \t]*((?:zqedge\d+x[ \t]*)+)(\n+)/g;

/** Tables in tables leave many empty lines. A block that writes nothing leaves none. */
const withoutGaps = (text: string): string =>
  text
    .replaceAll(/\n\s*\n\s*\n/g, '\n\n')
    .replaceAll(EDGE_LINES, (_, above: string, edges: string, below: string) => {
      const missing = above === '' ? 0 : Math.max(0, below.length - above.length);
      return edges.replaceAll(/[ \t]/g, '') + '\n'.repeat(missing);
    });

const formatLink =
  (hidden: HiddenNodes): FormatCallback =>
  (element, walk, builder) => {
    const links = textLinks(element as DomNode, hidden);
    if (!links?.isText) walk(element.children, builder);
    if (links)
      builder.addInline(links.isText ? links.written : ` ${links.written}`, { noWordTransform: true });
  };

/** An image is left out, unless it is all there is to read of a link. */
const linkedImage: FormatCallback = (element, _, builder) => {
  const { alt } = element.attribs as Record<string, string>;
  for (let above = element.parent; alt && above; above = above.parent) {
    if (above.name === 'a') return builder.addInline(alt);
  }
};

const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

/** With a block in its style, it is hidden from some only. */
const unlessShown: FormatCallback = (element, walk, builder) => {
  if (!/zqedge/.test((element.attribs as Record<string, string>).style!)) return;
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

/** In a text nothing has to be escaped; URLs see to themselves. */
function unescaped(node: Node): Node {
  if (node.type === 'value') return { ...node, escape: 'none' };
  if (node.type !== 'block') return node;
  return { ...node, body: node.body.map(unescaped), otherwise: node.otherwise.map(unescaped) };
}
