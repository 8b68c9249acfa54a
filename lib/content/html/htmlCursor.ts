/** Where in HTML the next character stands. */
export interface HtmlPosition {
  at:
    | 'text'
    | 'comment'
    /** `<!doctype …>`, `<?xml …>`, the edges of Outlook's conditional comments. */
    | 'declaration'
    /** In <style>, <script> and their like, where tags are not tags. */
    | 'rawText'
    | 'tagName'
    /** Between attributes. */
    | 'tag'
    | 'attributeName'
    /** Behind the = of an attribute. */
    | 'beforeValue'
    | 'value';
  /** The element of the tag, or of the raw text; in lower case. */
  element: string;
  isClosing: boolean;
  attribute: string;
  quote: '"' | "'" | '';
  /**
   * What was read of the attribute's value so far, HOLE where a tag of the template stands in it; several where blocks of
   * the template make it one or the other.
   */
  values: readonly string[];
  /** The word that is being read, or the end of a comment or of raw text. */
  read: string;
  /** What follows decides whether a word has ended here: blocks of the template end in it and behind it. */
  mustEndWord: boolean;
  /** How many <svg> and <math> there are around: raw text is none in them. */
  foreign: number;
  /** In `<!--[if mso]> … <![endif]-->`. */
  isOutlookOnly: boolean;
}

/** A character that stands for what a tag of the template will write. */
export const HOLE = '\ufffc';

const RAW_TEXT = ['style', 'script', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'];
const FOREIGN = ['svg', 'math'];
/** ASCII white space, as HTML knows it. */
const BLANK = /[\t\n\f\r ]/;

/**
 * Follows HTML as far as it takes to know in which place a character stands (WHATWG HTML section 13.2.5), character by
 * character. What Outlook alone reads counts as HTML like the rest.
 */
export class HtmlCursor {
  position: Readonly<HtmlPosition>;
  readonly #at: HtmlPosition;

  constructor() {
    this.#at = {
      ...{ at: 'text', element: '', isClosing: false, attribute: '', quote: '', values: [''], read: '' },
      ...{ mustEndWord: false, foreign: 0, isOutlookOnly: false },
    };
    this.position = this.#at;
  }

  /** Goes to a place where it was, or which it could have reached. */
  moveTo(position: HtmlPosition): void {
    Object.assign(this.#at, position);
  }

  /** Moves past one character; past HOLE, where a tag of the template stands in an attribute's value. */
  read(character: string): void {
    this.#at.mustEndWord = false;
    switch (this.#at.at) {
      case 'text':
        if (character === '<') {
          this.#at.element = '';
          this.#at.isClosing = false;
          this.#go('tagName');
        }
        return;
      case 'tagName':
        return this.#inTagName(character);
      case 'declaration':
        return this.#inDeclaration(character);
      case 'comment':
        return this.#inComment(character);
      case 'rawText':
        return this.#inRawText(character);
      case 'tag':
        return this.#inTag(character);
      case 'attributeName':
        return this.#inAttributeName(character);
      case 'beforeValue':
        return this.#beforeValue(character);
      case 'value':
        return this.#inValue(character);
    }
  }

  #go(at: HtmlPosition['at'], read = ''): void {
    this.#at.at = at;
    this.#at.read = read;
  }

  #inTagName(character: string): void {
    const { read, isClosing } = this.#at;
    if (read === '' && character === '/' && !isClosing) {
      this.#at.isClosing = true;
    } else if (read === '' && !isClosing && (character === '!' || character === '?')) {
      this.#go('declaration', character);
    } else if (read === '' && isClosing && !/[a-z>]/i.test(character)) {
      // `</` before anything else opens what HTML calls a bogus comment.
      this.#go('declaration', character);
    } else if (read === '' && !/[a-z]/i.test(character)) {
      // A lone < is text.
      this.#go(character === '<' ? 'tagName' : 'text');
    } else if (character === '>' || character === '/' || BLANK.test(character)) {
      this.#at.element = read.toLowerCase();
      this.#at.attribute = '';
      this.#go('tag');
      this.#inTag(character);
    } else {
      this.#at.read += character;
    }
  }

  #inDeclaration(character: string): void {
    const { read } = this.#at;
    if (character === '>') {
      if (read.endsWith('--')) this.#at.isOutlookOnly = false;
      return this.#go('text');
    }
    // Its beginning says what it is, and its end whether it closes a comment.
    this.#at.read = read.length < 3 ? read + character : read.slice(0, 3) + (read + character).slice(-2);
    if (this.#at.read === '!--') this.#go('comment');
  }

  #inComment(character: string): void {
    // `<!--[if mso]>`: up to its end, what follows is HTML for Outlook.
    if (this.#at.read === '' && character === '[') {
      this.#at.isOutlookOnly = true;
      return this.#go('declaration', '[if');
    }
    const read = this.#at.read + character;
    // `<!-->` and `<!--->` are whole comments, and `--!>` ends one too.
    if (/--!?>$|^->$|^>$/.test(read)) {
      this.#at.isOutlookOnly = false;
      return this.#go('text');
    }
    // Only what may be the beginning of its end is kept; the blank says that there was something before.
    this.#at.read = read === '-' ? read : ` ${/(--!?|-)$/.exec(read)?.[0] ?? ''}`;
  }

  #inRawText(character: string): void {
    const { element } = this.#at;
    const end = `</${element}`;
    if (this.#at.read === end && (character === '>' || character === '/' || BLANK.test(character))) {
      this.#at.isClosing = true;
      this.#go('tag');
      return this.#inTag(character);
    }
    let read = (this.#at.read + character).toLowerCase();
    while (!end.startsWith(read)) read = read.slice(1);
    this.#at.read = read;
  }

  #inTag(character: string): void {
    if (character === '>') this.#endTag();
    else if (character === '=' && this.#at.attribute !== '') this.#go('beforeValue');
    else if (!BLANK.test(character) && character !== '/') this.#go('attributeName', character);
  }

  #inAttributeName(character: string): void {
    if (character !== '=' && character !== '>' && character !== '/' && !BLANK.test(character)) {
      this.#at.read += character;
      return;
    }
    this.#at.attribute = this.#at.read.toLowerCase();
    if (character === '=') this.#go('beforeValue');
    else {
      this.#go('tag');
      this.#inTag(character);
    }
  }

  #beforeValue(character: string): void {
    if (BLANK.test(character)) return;
    if (character === '>') {
      this.#go('tag');
      return this.#endTag();
    }
    const isQuote = character === '"' || character === "'";
    this.#at.quote = isQuote ? character : '';
    this.#at.values = [''];
    this.#go('value');
    if (!isQuote) this.#inValue(character);
  }

  #inValue(character: string): void {
    const { quote, values } = this.#at;
    const ends = quote === '' ? character === '>' || BLANK.test(character) : character === quote;
    if (!ends) {
      this.#at.values = values.map((value) => value + character);
      return;
    }
    this.#at.attribute = '';
    this.#go('tag');
    if (character === '>') this.#endTag();
  }

  #endTag(): void {
    const { element, isClosing } = this.#at;
    if (FOREIGN.includes(element)) this.#at.foreign = Math.max(0, this.#at.foreign + (isClosing ? -1 : 1));
    const isRaw = !isClosing && this.#at.foreign === 0 && RAW_TEXT.includes(element);
    this.#go(isRaw ? 'rawText' : 'text');
  }
}
