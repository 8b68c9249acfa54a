import { decodeHTMLAttribute } from 'entities';
import type { TemplateField } from '../facts';
import {
  type BlockNode,
  isUnsubscribeUrl,
  type LinkNode,
  type Node,
  type ValueNode,
} from '../template/nodes';
import { type Place, templateError } from '../template/templateError';
import { isSurelyIn } from '../template/walk';
import { HOLE, HtmlCursor, type HtmlPosition } from './htmlCursor';
import { joinPositions } from './joinPositions';
import { isSchemeUnsure, SCHEME_REFUSAL } from './urlEscape';
import { isUrlAttribute, valueEscape } from './valueEscape';

export interface FoundLink {
  node: LinkNode;
  /** `data-track="false"`: the author wants the URL to stay as it is. */
  isKeptOut: boolean;
  /** In each or with, where its variables are other ones than outside. */
  isInContext: boolean;
}

/** Attributes as written, tags and entities too. */
export interface FoundImage {
  src: string;
  alt: string | null;
}

export interface HtmlReading {
  /** Every value escaped for its place, the URLs of links as LinkNodes. */
  nodes: Node[];
  /** In the order of the HTML. */
  links: FoundLink[];
  images: FoundImage[];
  /** Whether everybody sees a way to unsubscribe: a link or its URL, outside of comments, and in every branch of a block. */
  hasUnsubscribeLink: boolean;
}

/**
 * Finds out in which place of the HTML each tag of a template stands, as Go's html/template does: its value is escaped for
 * that place, and refused where nothing would make it safe.
 * @throws MailtargetError TEMPLATE_INVALID
 */
export const readHtml = (nodes: readonly Node[], field: TemplateField): HtmlReading =>
  new HtmlReader(field).read(nodes);

class HtmlReader {
  readonly #cursor = new HtmlCursor();
  readonly #links: FoundLink[] = [];
  readonly #images: FoundImage[] = [];
  readonly #waysOut = new Set<Node>();
  /** The HTML tag that is being read. */
  #tag = { links: [] as FoundLink[], attributes: new Map<string, string>() };
  /** The attribute's value that is being read, as written. */
  #written = '';
  /** The URL that is being read. */
  #link: { nodes: Node[]; depth: number } | undefined;
  #depth = 0;
  /** How many each and with there are around. */
  #contexts = 0;
  #lastPlace: Place = { line: 1, column: 1 };

  constructor(private readonly field: TemplateField) {}

  read(nodes: readonly Node[]): HtmlReading {
    const output = this.#sequence(nodes);
    const hasUnsubscribeLink = isSurelyIn(output, (node) => this.#waysOut.has(node));
    return { nodes: output, links: this.#links, images: this.#images, hasUnsubscribeLink };
  }

  #sequence(nodes: readonly Node[]): Node[] {
    const output: Node[] = [];
    this.#depth++;
    for (const node of nodes) {
      if (node.type === 'text') this.#text(node.text, output);
      else if (node.type === 'value') this.#put(this.#value(node), output);
      else if (node.type === 'block') this.#put(this.#block(node), output);
    }
    this.#depth--;
    return output;
  }

  #text(text: string, output: Node[]): void {
    const { position } = this.#cursor;
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const { at: was, attribute, values } = position;
      if (position.mustEndWord && !/[\t\n\f\r />]/.test(text[i]!)) {
        this.#refuse('put a blank behind the block: what it writes and what follows would be one word.');
      }
      this.#cursor.read(text[i]!);
      const { at: is } = position;
      if (was === is) {
        if (is === 'value') this.#written += text[i];
        continue;
      }
      if (is === 'value') {
        const start = position.quote === '' ? i : i + 1;
        this.#written = text.slice(start, i + 1);
        if (this.#isLink()) {
          this.#put({ type: 'text', text: text.slice(from, start) }, output);
          this.#link = { nodes: [], depth: this.#depth };
          from = start;
        }
      } else if (was === 'value') {
        this.#endValue(attribute, values);
        if (this.#link) {
          this.#put({ type: 'text', text: text.slice(from, i) }, output);
          this.#endLink(output);
          from = i;
        }
      }
      if (was === 'attributeName' && is !== 'beforeValue') this.#tag.attributes.set(position.attribute, '');
      if (is === 'text' || is === 'rawText') this.#endTag(position.element);
    }
    this.#put({ type: 'text', text: text.slice(from) }, output);
  }

  /** Outlook's buttons are shapes of VML with an href of their own. */
  #isLink(): boolean {
    const { element, attribute } = this.#cursor.position;
    return attribute === 'href' && (element === 'a' || element === 'area' || element.startsWith('v:'));
  }

  #put(node: Node, output: Node[]): void {
    if (node.type === 'text' && node.text === '') return;
    const isUrl = this.#link?.depth === this.#depth && node.type !== 'link';
    (isUrl ? this.#link!.nodes : output).push(node);
  }

  #value(node: ValueNode): ValueNode {
    this.#lastPlace = node.place;
    const { position } = this.#cursor;
    const verdict = valueEscape(position);
    if ('refusal' in verdict) this.#refuse(verdict.refusal);
    if (position.at === 'value') {
      this.#cursor.read(HOLE);
      this.#written += node.written;
    }
    const escaped = { ...node, escape: verdict.escape };
    if (position.at === 'text' && !position.isOutlookOnly && isUnsubscribeUrl(node))
      this.#waysOut.add(escaped);
    return escaped;
  }

  #block(node: BlockNode): BlockNode {
    this.#lastPlace = node.place;
    const start = { ...this.#cursor.position };
    const body = this.#body(node, start);
    const endOfBody = { ...this.#cursor.position };
    this.#cursor.moveTo(start);
    const otherwise = this.#sequence(node.otherwise);
    this.#join(endOfBody, this.#cursor.position, node);
    return { ...node, body, otherwise };
  }

  #body(node: BlockNode, start: HtmlPosition): Node[] {
    const isContext = node.name === 'each' || node.name === 'with';
    if (isContext) this.#contexts++;
    let body = this.#sequence(node.body);
    if (node.name === 'each') {
      this.#join({ ...this.#cursor.position }, start, node);
      // Inside a value, the second turn begins behind what the first has written.
      const written = this.#written;
      if (start.at === 'value') body = this.#sequence(node.body);
      this.#written = written;
    }
    if (isContext) this.#contexts--;
    return body;
  }

  #join(one: HtmlPosition, other: HtmlPosition, { name, place }: BlockNode): void {
    const joined = joinPositions(one, other);
    this.#lastPlace = place;
    if (!joined) {
      this.#refuse(
        `{{#${name}}} has to end in the same place of the HTML in which it begins: close in it what is opened in it.`,
      );
    }
    this.#cursor.moveTo(joined);
  }

  #endValue(attribute: string, values: readonly string[]): void {
    this.#tag.attributes.set(attribute, this.#written);
    if (isUrlAttribute(attribute) && values.some((value) => isSchemeUnsure(decodeHTMLAttribute(value)))) {
      this.#refuse(SCHEME_REFUSAL);
    }
  }

  #endLink(output: Node[]): void {
    const { nodes, depth } = this.#link!;
    this.#link = undefined;
    if (depth !== this.#depth) this.#refuse('a link has to begin and end in the same block.');
    const node: LinkNode = { type: 'link', url: nodes, written: this.#written, number: null };
    output.push(node);
    this.#tag.links.push({ node, isKeptOut: false, isInContext: this.#contexts > 0 });
    if (!this.#cursor.position.isOutlookOnly && nodes.some(isUnsubscribeUrl)) this.#waysOut.add(node);
  }

  #endTag(element: string): void {
    const { links, attributes } = this.#tag;
    this.#tag = { links: [], attributes: new Map() };
    const isKeptOut = attributes.get('data-track')?.toLowerCase() === 'false';
    for (const link of links) this.#links.push({ ...link, isKeptOut });
    if (element === 'img' && attributes.size > 0) {
      this.#images.push({ src: attributes.get('src') ?? '', alt: attributes.get('alt') ?? null });
    }
  }

  #refuse(problem: string): never {
    throw templateError(this.field, problem, this.#lastPlace);
  }
}
