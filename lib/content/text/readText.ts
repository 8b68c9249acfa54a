import { HOLE } from '../html/htmlCursor';
import { urlEscape } from '../html/valueEscape';
import type { BlockNode, LinkNode, Node } from '../template/nodes';

const URL_START = /https?:\/\//i;
const URL_END = /[\s<>"'[\]{}|]/;
/** What stands behind a URL at the end of a sentence does not belong to it. */
const PUNCTUATION = '.,;:!?)';

export interface TextLink {
  node: LinkNode;
  /** In each or with, where its variables are other ones than outside. */
  isInContext: boolean;
}

/** Makes LinkNodes of the URLs in a plain text. A URL ends at a blank, a bracket, a quote, and the edge of a block. */
export function readText(nodes: readonly Node[]): { nodes: Node[]; links: TextLink[] } {
  const links: TextLink[] = [];
  return { nodes: readSequence(nodes, false, links), links };
}

function readSequence(nodes: readonly Node[], isInContext: boolean, links: TextLink[]): Node[] {
  const output: Node[] = [];
  let url: Url | undefined;
  const close = () => {
    if (!url) return;
    const { link, behind } = url.finish();
    links.push({ node: link, isInContext });
    output.push(link, ...asNodes(behind));
    url = undefined;
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      let rest = node.text;
      while (rest !== '') {
        const end = rest.search(url ? URL_END : URL_START);
        const text = end < 0 ? rest : rest.slice(0, end);
        rest = rest.slice(text.length);
        if (url) url.addText(text);
        else output.push(...asNodes(text));
        if (end < 0) break;
        if (url) close();
        else url = new Url();
      }
    } else if (node.type === 'value' && url) {
      url.addValue(node);
    } else {
      close();
      output.push(node.type === 'block' ? readBlock(node, isInContext, links) : node);
    }
  }
  close();
  return output;
}

function readBlock(node: BlockNode, isInContext: boolean, links: TextLink[]): BlockNode {
  const entersContext = node.name === 'each' || node.name === 'with';
  return {
    ...node,
    body: readSequence(node.body, isInContext || entersContext, links),
    otherwise: readSequence(node.otherwise, isInContext, links),
  };
}

/** A URL that is being read. */
class Url {
  readonly #nodes: Node[] = [];
  #before = '';
  #written = '';

  addText(text: string): void {
    this.#nodes.push(...asNodes(text));
    this.#before += text;
    this.#written += text;
  }

  addValue(node: Extract<Node, { type: 'value' }>): void {
    const verdict = urlEscape(this.#before);
    this.#nodes.push('escape' in verdict ? { ...node, escape: verdict.escape } : node);
    this.#before += HOLE;
    this.#written += node.written;
  }

  finish(): { link: LinkNode; behind: string } {
    const last = this.#nodes.at(-1);
    const behind = last?.type === 'text' ? punctuationBehind(last.text) : '';
    const url =
      last?.type === 'text' && behind !== ''
        ? [...this.#nodes.slice(0, -1), ...asNodes(last.text.slice(0, -behind.length))]
        : this.#nodes;
    const written = this.#written.slice(0, this.#written.length - behind.length);
    return { link: { type: 'link', url, written, number: null }, behind };
  }
}

function punctuationBehind(text: string): string {
  let end = text.length;
  while (end > 0 && PUNCTUATION.includes(text[end - 1]!)) end--;
  return text.slice(end);
}

const asNodes = (text: string): Node[] => (text === '' ? [] : [{ type: 'text', text }]);
