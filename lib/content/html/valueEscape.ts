import type { Escape } from '../template/nodes';
import { HOLE, type HtmlPosition } from './htmlCursor';

const URL_ATTRIBUTES = [
  'href',
  'src',
  'background',
  'action',
  'formaction',
  'cite',
  'data',
  'poster',
  'longdesc',
  'xlink:href',
];

/** Whether a value may stand here, and how it is escaped; a string says why it may not. */
export type Verdict = { escape: Escape } | { refusal: string };

export function valueEscape({ at, element, attribute, quote, value }: HtmlPosition): Verdict {
  switch (at) {
    case 'text':
    case 'comment':
      return { escape: 'html' };
    case 'rawText':
      return element === 'title' || element === 'textarea'
        ? { escape: 'html' }
        : { refusal: `a variable cannot stand in <${element}>.` };
    case 'value':
      break;
    case 'beforeValue':
      return { refusal: `put the value of ${attribute} in quotes.` };
    case 'tagName':
    case 'tag':
    case 'attributeName':
    case 'declaration':
      return {
        refusal: 'a variable cannot stand among the attributes of a tag, only in the quotes of a value.',
      };
  }
  if (quote === '') return { refusal: `put the value of ${attribute} in quotes.` };
  if (attribute.startsWith('on')) return { refusal: `a variable cannot stand in ${attribute}.` };
  if (attribute === 'style') return { escape: 'css' };
  return URL_ATTRIBUTES.includes(attribute) ? urlEscape(value) : { escape: 'html' };
}

/** @param before what the URL has before the variable */
export function urlEscape(before: string): Verdict {
  const url = before.trimStart();
  if (url === '') return { escape: 'url' };
  if (isSchemeUnsure(url)) return { refusal: SCHEME_REFUSAL };
  if (/[?#]/.test(url)) return { escape: 'urlQuery' };
  if (/^(mailto|tel|sms):/i.test(url)) return { escape: 'urlAddress' };
  // In the host nothing may end it.
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]*$/i.test(url)) return { escape: 'urlQuery' };
  return { escape: 'urlPath' };
}

export const SCHEME_REFUSAL =
  'write out how a link begins, as in https://{{host}}/; a variable cannot be its scheme.';

/** What a variable writes before a colon would be the scheme, `javascript` for example. */
export const isSchemeUnsure = (url: string): boolean => new RegExp(`^\\s*[^/?#:]*${HOLE}[^/?#:]*:`).test(url);

export const isUrlAttribute = (attribute: string): boolean => URL_ATTRIBUTES.includes(attribute);

/** Two branches of a block end in the same place when what follows is escaped alike. */
export function placeSignature(position: HtmlPosition): string {
  const { at, element, attribute, quote } = position;
  switch (at) {
    case 'value':
      return [at, element, attribute, quote, JSON.stringify(valueEscape(position))].join(' ');
    case 'tag':
    case 'attributeName':
    case 'rawText':
      return `${at} ${element}`;
    default:
      return at;
  }
}
