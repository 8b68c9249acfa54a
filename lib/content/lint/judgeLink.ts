import type { FindingCode } from '../../model';

type LinkCode = Extract<FindingCode, `link_${string}`>;

const ALLOWED = ['http', 'https', 'mailto', 'tel'];

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
const asBrowsersRead = (url: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  url.replaceAll(/[\t\r\n]/g, '').replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');

/** It begins with a tag, or with what a tag may make a scheme of. */
const mayBecomeAbsolute = (url: string): boolean => /^[a-z0-9+-]*\{\{/i.test(url);
