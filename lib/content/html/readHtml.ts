import type { TemplateField } from '../facts';
import type { BlockNode, LinkNode, Node, ValueNode } from '../template/nodes';
import { type Place, templateError } from '../template/templateError';
import { HOLE, HtmlCursor } from './htmlCursor';
import { isSchemeUnsure, isUrlAttribute, placeSignature, SCHEME_REFUSAL, valueEscape } from './valueEscape';

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
    return { nodes: this.#sequence(nodes), links: this.#links, images: this.#images };
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
      const { at: was, attribute, value } = position;
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
        this.#endValue(attribute, value);
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

  #isLink(): boolean {
    const { element, attribute } = this.#cursor.position;
    return attribute === 'href' && (element === 'a' || element === 'area');
  }

  #put(node: Node, output: Node[]): void {
    if (node.type === 'text' && node.text === '') return;
    const isUrl = this.#link?.depth === this.#depth && node.type !== 'link';
    (isUrl ? this.#link!.nodes : output).push(node);
  }

  #value(node: ValueNode): ValueNode {
    this.#lastPlace = node.place;
    const verdict = valueEscape(this.#cursor.position);
    if ('refusal' in verdict) throw templateError(this.field, verdict.refusal, node.place);
    if (this.#cursor.position.at === 'value') {
      this.#cursor.read(HOLE);
      this.#written += node.written;
    }
    return { ...node, escape: verdict.escape };
  }

  #block(node: BlockNode): BlockNode {
    this.#lastPlace = node.place;
    const isContext = node.name === 'each' || node.name === 'with';
    const start = placeSignature(this.#cursor.position);
    const goBack = this.#cursor.save();
    if (isContext) this.#contexts++;
    const body = this.#sequence(node.body);
    if (isContext) this.#contexts--;
    const endOfBody = placeSignature(this.#cursor.position);
    goBack();
    const otherwise = this.#sequence(node.otherwise);
    const ends = [endOfBody, ...(node.name === 'each' ? [start] : [])];
    if (ends.some((end) => end !== placeSignature(this.#cursor.position))) {
      throw templateError(
        this.field,
        `{{#${node.name}}} has to end in the same place of the HTML in which it begins: close in it what is opened in it.`,
        node.place,
      );
    }
    return { ...node, body, otherwise };
  }

  #endValue(attribute: string, value: string): void {
    this.#tag.attributes.set(attribute, this.#written);
    if (isUrlAttribute(attribute) && isSchemeUnsure(value)) {
      throw templateError(this.field, SCHEME_REFUSAL, this.#lastPlace);
    }
  }

  #endLink(output: Node[]): void {
    const { nodes, depth } = this.#link!;
    this.#link = undefined;
    if (depth !== this.#depth) {
      throw templateError(this.field, 'a link has to begin and end in the same block.', this.#lastPlace);
    }
    const node: LinkNode = { type: 'link', url: nodes, written: this.#written, number: null };
    output.push(node);
    this.#tag.links.push({ node, isKeptOut: false, isInContext: this.#contexts > 0 });
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
}
