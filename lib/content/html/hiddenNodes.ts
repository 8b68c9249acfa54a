import type { BlockNode, Node } from '../template/nodes';
import { HtmlCursor } from './htmlCursor';

type Hidden = { node: Node } | { block: BlockNode; edge: 'open' | 'else' | 'close' };

/** Lower-case words that no HTML tool touches; where an author wrote one, it is hidden as well. */
const WORDS = /zq(?:node|edge)/gi;
const PLACEHOLDERS = /zq(?:node|edge)(\d+)x/g;

/** Takes all but the text out of nodes, for a tool that makes another text of it, and puts it back there. */
export class HiddenNodes {
  readonly #hidden: Hidden[] = [];

  /** HTML with a word for each value and each link, and one for each edge of a block, outside of other words. */
  hideIn(nodes: readonly Node[]): string {
    const cursor = new HtmlCursor();
    let html = '';
    const write = (text: string) => {
      html += text;
      for (const character of text) cursor.read(character);
    };
    const writeEdge = (block: BlockNode, edge: 'open' | 'else' | 'close') => {
      const isInTag = ['tagName', 'tag', 'attributeName'].includes(cursor.position.at);
      const word = this.#word('edge', { block, edge });
      write(isInTag ? ` ${word} ` : word);
    };
    const writeNodes = (list: readonly Node[]) => {
      for (const node of list) {
        if (node.type === 'text') {
          write(node.text.replaceAll(WORDS, (text) => this.hide({ type: 'text', text })));
        } else if (node.type === 'block') {
          writeEdge(node, 'open');
          writeNodes(node.body);
          writeEdge(node, 'else');
          writeNodes(node.otherwise);
          writeEdge(node, 'close');
        } else {
          write(this.hide(node));
        }
      }
    };
    writeNodes(nodes);
    return html;
  }

  /** @returns the word for a node */
  hide(node: Node): string {
    return this.#word('node', { node });
  }

  /** What a word stands for, when it is one. */
  find(word: string): Hidden | undefined {
    const index = /^zq(?:node|edge)(\d+)x$/.exec(word)?.[1];
    return index === undefined ? undefined : this.#hidden[Number(index)];
  }

  /** A block of which an edge was lost is there for everybody. */
  restore(text: string): Node[] {
    const root: Frame = { block: undefined, body: [], otherwise: [], isInElse: false };
    const frames = [root];
    const add = (...nodes: Node[]) => {
      const { isInElse, otherwise, body } = frames.at(-1)!;
      (isInElse ? otherwise : body).push(...nodes);
    };
    const dissolve = () => {
      const { body, otherwise } = frames.pop()!;
      add(...body, ...otherwise);
    };
    let from = 0;
    for (const { 0: word, 1: index, index: at } of text.matchAll(PLACEHOLDERS)) {
      if (at > from) add({ type: 'text', text: text.slice(from, at) });
      from = at + word.length;
      const hidden = this.#hidden[Number(index)]!;
      if ('node' in hidden) add(hidden.node);
      else if (hidden.edge === 'open') {
        frames.push({ block: hidden.block, body: [], otherwise: [], isInElse: false });
      } else if (frames.some(({ block }) => block === hidden.block)) {
        while (frames.at(-1)!.block !== hidden.block) dissolve();
        if (hidden.edge === 'else') frames.at(-1)!.isInElse = true;
        else {
          const { body, otherwise } = frames.pop()!;
          add({ ...hidden.block, body, otherwise });
        }
      }
    }
    while (frames.length > 1) dissolve();
    if (from < text.length) add({ type: 'text', text: text.slice(from) });
    return root.body;
  }

  #word(kind: 'node' | 'edge', hidden: Hidden): string {
    return `zq${kind}${this.#hidden.push(hidden) - 1}x`;
  }
}

/** A block that is being put back. */
interface Frame {
  block: BlockNode | undefined;
  body: Node[];
  otherwise: Node[];
  isInElse: boolean;
}
