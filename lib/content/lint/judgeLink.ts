import type { FindingCode } from '../../model';
import { LINK_SCHEMES } from '../linkSchemes';

type LinkCode = Extract<FindingCode, `link_${string}`>;

const ALLOWED: readonly string[] = LINK_SCHEMES;

/** What is wrong with a link for certain, whatever its tags become. */
export function judgeLink(written: string): LinkCode | undefined {
  const url = asBrowsersRead(written);
  if (url === '' || /^https?:\/*$/i.test(url)) return 'link_empty';
  if (url === '#') return 'link_placeholder';
  if (url.startsWith('#') || mayBecomeAbsolute(url)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  // `shop.example:8080` has no scheme, but a port.
  if (scheme === undefined || scheme.includes('.')) return 'link_relative';
  return ALLOWED.includes(scheme.toLowerCase()) ? undefined : 'link_not_http';
}

/** Browsers leave out tabs and line breaks anywhere, and control characters around, so `java\nscript:` is a scheme. */
function asBrowsersRead(url: string): string {
  const line = url.replaceAll(/[\t\r\n]/g, '');
  let start = 0;
  let end = line.length;
  while (start < end && line[start]! <= ' ') start++;
  while (start < end && line[end - 1]! <= ' ') end--;
  return line.slice(start, end);
}

/** It begins with a tag, or with what a tag may make a scheme of. */
const mayBecomeAbsolute = (url: string): boolean => /^[a-z0-9+-]*\{\{/i.test(url);
