/** A template tag in its source. */
export interface Tag {
  /** Offset of its first brace. */
  start: number;
  /** Offset behind its last brace. */
  end: number;
  /** Offset of the first `|` outside of quotes and brackets, where there is one; in a comment there is none. */
  pipe: number | undefined;
}

/** Typed ones, those that word processors make of them, and those that HTML editors do. */
const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['&quot;', '&quot;'],
  ['&#39;', '&#39;'],
];

/** Characters; so that a mark without its partner does not make us look through the whole source each time. */
const MAX_QUOTED = 2000;

/**
 * Finds the tags of a template, comments included, as Handlebars' own lexer does: a tag behind a backslash is text.
 * A tag that is never closed ends the search; the parser has the words for it.
 */
export function scanTags(source: string): Tag[] {
  const tags: Tag[] = [];
  let from = 0;
  for (;;) {
    const start = source.indexOf('{{', from);
    if (start < 0) return tags;
    if (isEscaped(source, start)) {
      from = start + 2;
      continue;
    }
    const tag = readTag(source, start);
    if (!tag) return tags;
    tags.push(tag);
    from = tag.end;
  }
}

/** One backslash makes text of a tag, two are a backslash before a tag. */
const isEscaped = (source: string, start: number): boolean =>
  source[start - 1] === '\\' && source[start - 2] !== '\\';

function readTag(source: string, start: number): Tag | undefined {
  const comment = /^\{\{~?!(--)?/.exec(source.slice(start, start + 6));
  if (comment) return readComment(source, start, comment[1] !== undefined);
  const close = source[start + 2] === '{' ? '}}}' : '}}';
  let pipe: number | undefined;
  let at = start + close.length;
  while (at < source.length) {
    // Handlebars takes a third brace for the tag's, where there is one too many as well.
    if (source.startsWith('}}}', at)) return { start, end: at + 3, pipe };
    if (source.startsWith(close, at)) return { start, end: at + close.length, pipe };
    const literal = readQuoted(source, at) ?? readBracketed(source, at);
    if (literal === undefined && source[at] === '|') pipe ??= at;
    at = literal ?? at + 1;
  }
  return undefined;
}

function readComment(source: string, start: number, dashed: boolean): Tag | undefined {
  const close = dashed ? /--~?\}\}/g : /\}\}/g;
  close.lastIndex = start + 2;
  return close.exec(source) ? { start, end: close.lastIndex, pipe: undefined } : undefined;
}

/** @returns the offset behind the quoted text that begins at `at`; undefined when none does */
export function readQuoted(source: string, at: number): number | undefined {
  const quote = QUOTES.find(([open]) => source.startsWith(open, at));
  if (!quote) return undefined;
  const [open, close] = quote;
  const last = Math.min(source.length, at + MAX_QUOTED);
  for (let end = at + open.length; end < last; end++) {
    if (source.startsWith(close, end)) return end + close.length;
    if (source[end] === '\\') end++;
  }
  return undefined;
}

/** The text between the quotes, without the backslashes before quotes and backslashes. */
export function unquote(quoted: string): string {
  const [open, close] = QUOTES.find(([mark]) => quoted.startsWith(mark))!;
  return quoted.slice(open.length, -close.length).replaceAll(/\\(["'“”‘’\\])/g, '$1');
}

/** `[any text]` is a name in Handlebars. */
function readBracketed(source: string, at: number): number | undefined {
  if (source[at] !== '[') return undefined;
  const end = source.indexOf(']', at);
  return end < 0 ? undefined : end + 1;
}
