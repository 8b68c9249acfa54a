import { decodeHTML } from 'entities';

const BREAKS = /^<\/?(?:br|p|div|tr|td|li|h[1-6]|pre|table|blockquote)\b/i;
const HIDES = /^<(?:style|script|title)\b/i;

/** A page of HTML as lines of text. One pass, also over what is no HTML. */
export function textOfHtml(html: string): string {
  const texts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const close = open === -1 ? -1 : endOfTag(html, open);
    texts.push(html.slice(at, open === -1 ? undefined : open).replaceAll(/\s+/g, ' '));
    if (close === -1) break;
    if (BREAKS.test(html.slice(open, open + 20))) texts.push('\n');
    at = close + 1;
  }
  return decodeHTML(texts.join(''));
}

/** Of a tag, and of an element that shows nothing. -1 where it never ends. */
function endOfTag(html: string, open: number): number {
  if (!HIDES.test(html.slice(open, open + 20))) return html.indexOf('>', open);
  const closing = /<\/(?:style|script|title)\b/gi;
  closing.lastIndex = open;
  const found = closing.exec(html);
  return found ? html.indexOf('>', found.index) : -1;
}
