import { escapeExpression } from 'handlebars';
import { protectTags } from '../template/protectTags';

/** Followed by characters that keep the start of the body out of the inbox's preview line. */
const PADDING = '&#847;&zwnj;&nbsp;'.repeat(30);

/** Where a body begins: behind its tag; without one, behind what may stand before it. */
const BODY_START = [/<body\b[^<>]*>/i, /<\/head\s*>/i, /<html\b[^<>]*>/i, /^\s*<!doctype\b[^<>]*>/i];
const BODY_END = [/<\/body\s*>/i, /<\/html\s*>/i];

/** Puts the preview text first in the body, where inboxes look for it, and invisible. */
export function addPreheader(html: string, previewText: string): string {
  const text = protectTags(previewText, escapeExpression);
  const preheader = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${text}${PADDING}</div>`;
  const before = firstMatch(html, BODY_START);
  const at = before ? before.index + before[0].length : 0;
  return html.slice(0, at) + preheader + html.slice(at);
}

/** Puts a footer with the sender and the unsubscribe link last in a body that has no such link. */
export function addFooter(html: string, sender: { name: string; email: string }): string {
  const who = [sender.name, sender.email].filter(Boolean).map(asText).join(', ');
  const style =
    'margin:32px auto 24px;padding:0 16px;text-align:center;font:13px/1.5 sans-serif;color:#6b7280';
  const link = '<a href="{{unsubscribe_url}}" style="color:#6b7280">Unsubscribe</a>';
  const footer = `<p style="${style}">${who}<br>${link}</p>`;
  const at = firstMatch(html, BODY_END)?.index ?? html.length;
  return html.slice(0, at) + footer + html.slice(at);
}

const firstMatch = (html: string, patterns: readonly RegExp[]) =>
  patterns.map((pattern) => pattern.exec(html)).find((match) => match !== null);

/** As HTML that is no template either. */
const asText = (value: string): string => escapeExpression(value).replaceAll('{', '&#123;');
