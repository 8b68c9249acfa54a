import { escapeExpression } from 'handlebars';
import { LINK_SCHEMES } from '../linkSchemes';
import type { Escape } from './nodes';

/** What a value becomes where it stands, so that it stays a value: no tag, no attribute, no other link. */
export const ESCAPES: Readonly<Record<Escape, (text: string) => string>> = {
  none: (text) => text,
  html: escapeExpression,
  url: (text) => wholeUrl(text).replaceAll('&', '&amp;').replaceAll("'", '&#x27;'),
  urlPath: (text) => encode(text).replaceAll('%2F', '/'),
  urlQuery: encode,
  urlAddress: (text) => encode(text).replaceAll('%40', '@').replaceAll('%2B', '+'),
  css: (text) => (/^[\w\s#%.,-]*$/.test(text) ? text : ''),
};

/** `'` stays with encodeURIComponent, and would end an attribute. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27');
}

/** What browsers drop from a URL before they look at its scheme, and what they would not send. */
const NOT_IN_URLS = /\p{Cc}+/gu;
const ALLOWED = new RegExp(`^(?:${LINK_SCHEMES.join('|')}):`, 'i');
/** A colon before any slash ends a scheme. */
const HAS_SCHEME = /^[^/?#]*:/;

/** HTML escaping alone would let `javascript:` pass. What is no link leads nowhere. */
function wholeUrl(text: string): string {
  const url = text.toWellFormed().replaceAll(NOT_IN_URLS, '').trim();
  if (HAS_SCHEME.test(url) && !ALLOWED.test(url)) return '#';
  return encodeURI(url).replaceAll('%25', '%');
}
