import { ADDRESS_SCHEMES } from '../linkSchemes';
import type { Escape } from '../template/nodes';
import { HOLE } from './htmlCursor';

/** Whether a value may stand in a place, and how it is escaped there; or why it may not. */
export type Verdict = { escape: Escape } | { refusal: string };

const IS_ADDRESS = new RegExp(`^(?:${ADDRESS_SCHEMES.join('|')}):`, 'i');

export const SCHEME_REFUSAL =
  'write out how a link begins, as in https://{{host}}/; a variable cannot be its scheme.';
export const HOST_REFUSAL =
  'write a / between the host of a link and a variable, as in https://example.com/{{path}}; otherwise it could change the host.';

/** @param before what the URL has before the value, HOLE where there are others */
export function urlEscape(before: string): Verdict {
  const url = before.trimStart();
  if (url === '') return { escape: 'url' };
  if (isSchemeUnsure(url)) return { refusal: SCHEME_REFUSAL };
  // What the value before wrote may be a host without an end.
  if (url.startsWith(HOLE) && !/[/?#]/.test(url)) return { refusal: HOST_REFUSAL };
  if (/[?#]/.test(url)) return { escape: 'urlQuery' };
  if (IS_ADDRESS.test(url)) return { escape: 'urlAddress' };
  const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/]*)$/i.exec(url)?.[1];
  // A value may be the host, or a label of it with a dot before; behind letters it could make another host of them.
  if (host !== undefined) return /(^|\.)$/.test(host) ? { escape: 'urlQuery' } : { refusal: HOST_REFUSAL };
  // Behind a lone slash, another one would begin a host.
  return { escape: url === '/' ? 'urlQuery' : 'urlPath' };
}

/** What a value writes before a colon would be the scheme, `javascript` for example. */
export const isSchemeUnsure = (url: string): boolean => {
  const colon = url.search(/[/?#:]/);
  return colon >= 0 && url[colon] === ':' && url.slice(0, colon).includes(HOLE);
};
