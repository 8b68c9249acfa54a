import type { BlockNode, LinkNode, Node } from '../template/nodes';
import { isUrlEnd, TextUrl } from './textUrl';

export interface TextLink {
  node: LinkNode;
  /** In each or with, where its variables are other ones than outside. */
  isInContext: boolean;
}

/** Makes LinkNodes of the URLs in a plain text, and gathers those that are there already. */
export function readText(nodes: readonly Node[]): { nodes: Node[]; links: TextLink[] } {
  const links: TextLink[] = [];
  return { nodes: readSequence(nodes, false, links), links };
}

const URL_START = /https?:\/\//gi;

function readSequence(nodes: readonly Node[], isInContext: boolean, links: TextLink[]): Node[] {
  const output: Node[] = [];
  let url: TextUrl | undefined;
  const add = (link: LinkNode) => {
    links.push({ node: link, isInContext });
    output.push(link);
  };
  const close = () => {
    if (!url) return;
    const { link, behind } = url.finish();
    add(link);
    output.push(...asNodes(behind));
    url = undefined;
  };
  const readTextNode = (text: string) => {
    let at = 0;
    while (at < text.length) {
      if (url) {
        at += url.addText(text.slice(at));
        if (at < text.length) close();
      } else {
        URL_START.lastIndex = at;
        const start = URL_START.exec(text)?.index ?? text.length;
        output.push(...asNodes(text.slice(at, start)));
        if (start < text.length) url = new TextUrl(text[start - 1]);
        at = start;
      }
    }
  };
  for (const node of nodes) {
    if (node.type === 'text') readTextNode(node.text);
    else if (node.type === 'value' && url) url.addValue(node);
    else if (node.type === 'block' && url?.goesThrough(node)) url.addBlock(node);
    else {
      // One that ends differently for each recipient stays as it is written.
      if (node.type === 'block' && url && !isUrlEnd(node)) {
        output.push(...url.nodes);
        url = undefined;
      }
      close();
      if (node.type === 'link') add(node);
      else output.push(node.type === 'block' ? readBlock(node, isInContext, links) : node);
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

const asNodes = (text: string): Node[] => (text === '' ? [] : [{ type: 'text', text }]);
