import { HOLE } from '../html/htmlCursor';
import { urlEscape } from '../html/urlEscape';
import type { BlockNode, LinkNode, Node, ValueNode } from '../template/nodes';

const END = /[\s<>"“”„«»]/;
/** What a URL ends at in a block, where brackets cannot be paired with those outside. */
const END_IN_BLOCK = /[\s<>"“”„«»'()[\]{}]/;
const OPENED_BY = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
/** What stands behind a URL at the end of a sentence, or of a cell, does not belong to it. */
const PUNCTUATION = '.,;:!?|';

/** A URL in a plain text, while it is read. Brackets and quotes belong to it unless they were open before it. */
export class TextUrl {
  /** As they were written. */
  readonly nodes: Node[] = [];
  readonly #url: Node[] = [];
  readonly #brackets: string[] = [];
  #before = '';
  #written = '';

  /** @param previous the character before it */
  constructor(private readonly previous: string | undefined) {}

  /** @returns how many characters of the text belong to it; where there are more, it ends there */
  addText(text: string): number {
    let end = 0;
    while (end < text.length && this.#goesOnWith(text[end]!)) end++;
    const taken = text.slice(0, end);
    if (taken !== '') this.#add({ type: 'text', text: taken }, taken, taken);
    return end;
  }

  addValue(node: ValueNode): void {
    this.#add(this.#escaped(node), HOLE, node.written, node);
  }

  /** Whether it goes on behind the block, whatever the block writes. */
  goesThrough(block: BlockNode): boolean {
    return !isUrlEnd(block) && isUrlPart(block);
  }

  addBlock(block: BlockNode): void {
    this.#add(
      this.#escaped(block),
      textOf(block.body),
      textOf([block], ({ written }) => written),
      block,
    );
  }

  finish(): { link: LinkNode; behind: string } {
    const last = this.#url.at(-1);
    const behind = last?.type === 'text' ? punctuationBehind(last.text) : '';
    const url = behind === '' ? this.#url : this.#url.slice(0, -1);
    if (last?.type === 'text' && behind !== '' && behind !== last.text) {
      url.push({ type: 'text', text: last.text.slice(0, -behind.length) });
    }
    const written = this.#written.slice(0, this.#written.length - behind.length);
    return { link: { type: 'link', url, written, number: null }, behind };
  }

  #add(node: Node, before: string, written: string, original = node): void {
    this.#url.push(node);
    this.nodes.push(original);
    this.#before += before;
    this.#written += written;
  }

  #goesOnWith(character: string): boolean {
    if (END.test(character) || (character === "'" && this.previous === "'")) return false;
    const opening = OPENED_BY.get(character);
    if (opening !== undefined) return this.#brackets.at(-1) === opening && this.#brackets.pop() !== undefined;
    if ('([{'.includes(character)) this.#brackets.push(character);
    return true;
  }

  #escaped(node: Node, before = this.#before): Node {
    if (node.type === 'block') {
      const branch = (nodes: readonly Node[]) =>
        nodes.map((inside, index) => this.#escaped(inside, before + textOf(nodes.slice(0, index))));
      return { ...node, body: branch(node.body), otherwise: branch(node.otherwise) };
    }
    if (node.type !== 'value') return node;
    const verdict = urlEscape(before);
    return 'escape' in verdict ? { ...node, escape: verdict.escape } : node;
  }
}

/** Whether a URL surely ends before a block: at its edge there is a blank, or a comma and a blank. */
export const isUrlEnd = ({ body, otherwise }: BlockNode): boolean => !leadsOn(body) && !leadsOn(otherwise);

function leadsOn([first]: readonly Node[]): boolean {
  if (first?.type === 'block') return !isUrlEnd(first);
  if (first?.type !== 'text') return first !== undefined;
  const run = first.text.split(END_IN_BLOCK, 1)[0]!;
  return run.length > punctuationBehind(run).length;
}

const isUrlPart = ({ body, otherwise }: BlockNode): boolean =>
  [...body, ...otherwise].every((node) => {
    if (node.type === 'block') return isUrlPart(node);
    return node.type !== 'text' || !END_IN_BLOCK.test(node.text);
  });

const textOf = (nodes: readonly Node[], valueText: (node: ValueNode) => string = () => HOLE): string =>
  nodes
    .map((node) => {
      if (node.type === 'block') return textOf(node.body, valueText) + textOf(node.otherwise, valueText);
      return node.type === 'text' ? node.text : node.type === 'value' ? valueText(node) : '';
    })
    .join('');

function punctuationBehind(text: string): string {
  let end = text.length;
  while (end > 0 && PUNCTUATION.includes(text[end - 1]!)) end--;
  return text.slice(end);
}
