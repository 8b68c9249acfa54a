import { decodeHTMLAttribute } from 'entities';
import type { Node } from '../template/nodes';

/** The URL of a link in HTML, as it is outside of HTML. */
export const decodeUrl = (nodes: readonly Node[]): Node[] =>
  nodes.map((node): Node => {
    switch (node.type) {
      case 'text':
        return { ...node, text: decodeHTMLAttribute(node.text) };
      case 'value':
        return node.escape === 'url' ? { ...node, escape: 'none' } : node;
      case 'block':
        return { ...node, body: decodeUrl(node.body), otherwise: decodeUrl(node.otherwise) };
      case 'link':
        return node;
    }
  });
