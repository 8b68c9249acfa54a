import { scanTags } from '../template/scanTags';
import { HtmlCursor } from './htmlCursor';

/** A tag of HTML that is a template, by its offsets there. What only Outlook reads, and what stands in comments, is none. */
export interface HtmlTag {
  /** In lower case. */
  element: string;
  isClosing: boolean;
  start: number;
  nameEnd: number;
  /** Behind its `>`. */
  end: number;
  /** In a block of the template, so that not everybody gets it. */
  isInBlock: boolean;
  /** The names of its attributes, in whatever branch of a block. */
  attributes: Set<string>;
  /** Its style attribute, name and value. */
  style: { start: number; end: number } | undefined;
  /** Blocks of the template decide how it begins or ends, or whether it has a style attribute. */
  isUnsure: boolean;
  /** The classes and ids that it has in some branch of a block only, as `.a` and `#a`. */
  unsureSelectors: string[];
}

interface Attribute {
  start: number;
  depth: number;
  hasBlocks: boolean;
}

/** Finds the tags of HTML, with their attributes as far as CSS is concerned. */
export const readTags = (html: string): HtmlTag[] => new TagReader(html).read();

class TagReader {
  readonly #cursor = new HtmlCursor();
  readonly #tags: HtmlTag[] = [];
  #start = 0;
  #tag: (HtmlTag & { depth: number }) | undefined;
  #attribute: Attribute = { start: 0, depth: 0, hasBlocks: false };
  /** How many blocks of the template there are around. */
  #depth = 0;

  constructor(private readonly html: string) {}

  read(): HtmlTag[] {
    let at = 0;
    for (const { start, end } of scanTags(this.html)) {
      while (at < start) this.#read(this.html[at]!, at++);
      this.#templateTag(this.html.slice(start, end), start);
      at = end;
    }
    while (at < this.html.length) this.#read(this.html[at]!, at++);
    return this.#tags;
  }

  #templateTag(written: string, start: number): void {
    const block = /^\{\{~?(?:#|\^\s*[^\s~}]|\s*(?:(\/)|(else\b|\^)))/.exec(written);
    const { at, read } = this.#cursor.position;
    // No word goes on behind a tag of the template.
    this.#read(' ', start);
    if (this.#tag && at === 'tagName' && read !== '') this.#tag.isUnsure = true;
    if (!block) return;
    this.#attribute.hasBlocks = true;
    const [, closes, divides] = block;
    if (this.#tag && (closes ?? divides) !== undefined && this.#depth <= this.#tag.depth) {
      this.#tag.isUnsure = true;
    }
    if (closes !== undefined) this.#depth = Math.max(0, this.#depth - 1);
    else if (divides === undefined) this.#depth++;
  }

  #read(character: string, offset: number): void {
    const { at: was, attribute, values, quote } = this.#cursor.position;
    this.#cursor.read(character);
    const { position } = this.#cursor;
    const { at: is } = position;
    if (character === '<' && is === 'tagName' && position.read === '') this.#start = offset;
    if (was === 'tagName' && position.element !== '' && is !== 'tagName') this.#begin(offset);
    if (is === 'attributeName' && was !== 'attributeName') {
      this.#attribute = { start: offset, depth: this.#depth, hasBlocks: false };
    }
    if (was === 'attributeName' && is !== 'attributeName') this.#named(position.attribute, offset);
    if (was === 'value' && is !== 'value')
      this.#valued(attribute, values[0]!, quote === '' ? offset : offset + 1);
    if (is === 'text' || is === 'rawText') this.#end(offset + 1);
  }

  #begin(nameEnd: number): void {
    const { element, isClosing, isOutlookOnly } = this.#cursor.position;
    if (isOutlookOnly) return;
    const depth = this.#depth;
    this.#tag = {
      ...{ element, isClosing, start: this.#start, nameEnd, end: nameEnd, depth, isInBlock: depth > 0 },
      ...{ attributes: new Set(), style: undefined, isUnsure: false, unsureSelectors: [] },
    };
  }

  #named(name: string, end: number): void {
    if (!this.#tag) return;
    // Of two equal attributes the first counts.
    if (name === 'style' && !this.#tag.attributes.has(name)) {
      this.#tag.style = { start: this.#attribute.start, end };
    }
    if (name === 'style' && this.#isInBlock()) this.#tag.isUnsure = true;
    this.#tag.attributes.add(name);
  }

  #valued(name: string, value: string, end: number): void {
    if (!this.#tag) return;
    if (this.#tag.style?.start === this.#attribute.start) this.#tag.style.end = end;
    if (!this.#isInBlock() && !this.#attribute.hasBlocks) return;
    const mark = name === 'class' ? '.' : name === 'id' ? '#' : undefined;
    if (mark) this.#tag.unsureSelectors.push(...(value.match(/\S+/g) ?? []).map((word) => mark + word));
  }

  #isInBlock(): boolean {
    return this.#attribute.depth !== this.#tag!.depth;
  }

  #end(end: number): void {
    if (!this.#tag) return;
    const { depth, ...tag } = this.#tag;
    this.#tags.push({ ...tag, end, isUnsure: tag.isUnsure || depth !== this.#depth });
    this.#tag = undefined;
  }
}
