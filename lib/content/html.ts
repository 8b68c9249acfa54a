import { htmlToText } from 'html-to-text';
import juice from 'juice';

/**
 * Moves the rules of <style> onto the elements, because many clients drop <style>. Media queries stay.
 * Handlebars tags pass through untouched.
 */
export const inlineCss = (html: string): string => juice(html);

/** Invisible, and followed by characters that keep the start of the body out of the inbox's preview line. */
const PREHEADER = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{@preheader}}${'&#847;&zwnj;&nbsp;'.repeat(30)}</div>`;

/** Where a body begins: behind its tag; without one, behind what may stand before it. */
const BODY_START = [/<body\b[^>]*>/i, /<\/head\s*>/i, /<html\b[^>]*>/i, /^\s*<!doctype\b[^>]*>/i];

/** Puts the preview text's place first in the body. */
export function addPreheader(html: string): string {
  const before = BODY_START.map((pattern) => pattern.exec(html)).find((match) => match !== null);
  const at = before ? before.index + before[0].length : 0;
  return html.slice(0, at) + PREHEADER + html.slice(at);
}

/** The plain text of a body that comes without one. Template tags are text like any other, so headings keep their case. */
export function deriveText(html: string): string {
  const asTyped = { options: { uppercase: false } };
  return htmlToText(html, {
    wordwrap: false,
    selectors: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...asTyped })),
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
}
