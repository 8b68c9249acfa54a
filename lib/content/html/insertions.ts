import { escapeExpression } from 'handlebars';
import { protectTags } from '../template/protectTags';
import { endOfBody, startOfBody } from './bodyEdges';

/** Followed by characters that keep the start of the body out of the inbox's preview line. */
const PADDING = '&#847;&zwnj;&nbsp;'.repeat(30);

/** Puts the preview text first in the body, where inboxes look for it, and invisible. */
export function addPreheader(html: string, previewText: string): string {
  const text = protectTags(previewText, escapeExpression);
  const preheader = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${text}${PADDING}</div>`;
  return insert(html, startOfBody(html), preheader);
}

/** Puts a footer with the sender and the unsubscribe link last in a body that has no such link. */
export function addFooter(html: string, sender: { name: string; email: string }): string {
  const who = [sender.name, sender.email].filter(Boolean).map(asText).join(', ');
  const style =
    'margin:32px auto 24px;padding:0 16px;text-align:center;font:13px/1.5 sans-serif;color:#6b7280';
  const link = '<a href="{{unsubscribe_url}}" style="color:#6b7280">Unsubscribe</a>';
  const footer = `<p style="${style}">${who}<br>${link}</p>`;
  return insert(html, endOfBody(html), footer);
}

const insert = (html: string, at: number, text: string): string => html.slice(0, at) + text + html.slice(at);

/** As HTML that is no template either. */
const asText = (value: string): string => escapeExpression(value).replaceAll('{', '&#123;');
