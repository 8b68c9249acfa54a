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
    /** Behind the name, or the = of an attribute. */
    | 'beforeValue'
    | 'value';
  /** The element of the tag, or of the raw text; in lower case. */
  element: string;
  attribute: string;
  quote: '"' | "'" | '';
  /** What was read of the attribute's value so far; a tag of the template in it is HOLE. */
  value: string;
}

/** A character that stands for what a tag of the template will write. */
export const HOLE = '\ufffc';

const RAW_TEXT = ['style', 'script', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'];

/**
 * Follows HTML as far as it takes to know in which place a character stands (WHATWG HTML section 13.2.5), character by
 * character. What Outlook alone reads, in `<!--[if mso]> … <![endif]-->`, counts as HTML like the rest.
 */
export class HtmlCursor {
  readonly position: HtmlPosition = { at: 'text', element: '', attribute: '', quote: '', value: '' };
  #closing = false;
  /** The last characters of a comment or of raw text, or the word that is being read. */
  #read = '';

  /** @returns how to come back to where it is now */
  save(): () => void {
    const [position, read] = [{ ...this.position }, this.#read];
    return () => {
      Object.assign(this.position, position);
      this.#read = read;
    };
  }

  /** Moves past one character; past HOLE, where a tag of the template stands in an attribute's value. */
  read(character: string): void {
    switch (this.position.at) {
      case 'text':
        if (character === '<') {
          this.position.element = '';
          this.#go('tagName', '');
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

  #go(at: HtmlPosition['at'], read: string): void {
    this.position.at = at;
    this.#read = read;
  }

  #inTagName(character: string): void {
    if (this.#read === '' && character === '/' && !this.#closing) {
      this.#closing = true;
    } else if (this.#read === '' && (character === '!' || character === '?')) {
      this.#go('declaration', character);
    } else if (this.#read === '' && !/[a-z]/i.test(character)) {
      // A lone < is text.
      this.#closing = false;
      this.#go(character === '<' ? 'tagName' : 'text', '');
    } else if (character === '>' || character === '/' || isBlank(character)) {
      this.position.element = this.#read.toLowerCase();
      this.position.attribute = '';
      this.#go('tag', '');
      this.#inTag(character);
    } else {
      this.#read += character;
    }
  }

  #inDeclaration(character: string): void {
    this.#read = (this.#read + character).slice(0, 3);
    if (this.#read === '!--') this.#go('comment', '');
    else if (character === '>') this.#go('text', '');
  }

  #inComment(character: string): void {
    // `<!--[if mso]>`: up to its end, what follows is HTML for Outlook.
    if (this.#read === '' && character === '[') return this.#go('declaration', '[if');
    this.#read = (this.#read + character).slice(-4);
    // `<!-->` and `<!--->` are whole comments.
    if (/-->$|^->$|^>$/.test(this.#read)) this.#go('text', '');
  }

  #inRawText(character: string): void {
    this.#read = (this.#read + character).slice(-12).toLowerCase();
    if (!this.#read.endsWith(`</${this.position.element}`)) return;
    this.#closing = true;
    this.#go('tag', '');
  }

  #inTag(character: string): void {
    if (character === '>') this.#endTag();
    else if (character === '=' && this.position.attribute !== '') this.#go('beforeValue', '');
    else if (!isBlank(character) && character !== '/') this.#go('attributeName', character);
  }

  #inAttributeName(character: string): void {
    if (character !== '=' && character !== '>' && character !== '/' && !isBlank(character)) {
      this.#read += character;
      return;
    }
    this.position.attribute = this.#read.toLowerCase();
    if (character === '=') this.#go('beforeValue', '');
    else {
      this.#go('tag', '');
      this.#inTag(character);
    }
  }

  #beforeValue(character: string): void {
    if (isBlank(character)) return;
    if (character === '>') {
      this.#go('tag', '');
      return this.#endTag();
    }
    const isQuote = character === '"' || character === "'";
    this.position.quote = isQuote ? character : '';
    this.position.value = '';
    this.#go('value', '');
    if (!isQuote) this.#inValue(character);
  }

  #inValue(character: string): void {
    const { quote } = this.position;
    const ends = quote === '' ? character === '>' || isBlank(character) : character === quote;
    if (!ends) {
      this.position.value += character;
      return;
    }
    this.position.attribute = '';
    this.#go('tag', '');
    if (character === '>') this.#endTag();
  }

  #endTag(): void {
    const { element } = this.position;
    this.#go(!this.#closing && RAW_TEXT.includes(element) ? 'rawText' : 'text', '');
    this.#closing = false;
  }
}

const isBlank = (character: string): boolean => /\s/.test(character);
