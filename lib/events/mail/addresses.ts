import { normalizeEmail } from '../../model';
import type { Headers } from './mime/headers';

export interface FoundAddress {
  /** Normalized. */
  address: string;
  /** Where it stands, without its angle brackets. */
  start: number;
  end: number;
}

const IN_LOCAL = /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]/u;
const IN_DOMAIN = /[\p{L}\p{N}.-]/u;
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

/** `for=<ana@example.com>` and `to=ana@example.com`, as logs and comments have it. */
const LABEL = /^(?:to|from|for|rcpt|orcpt|recipient|user|email|e-mail|address|addr)=/i;

/** Any addresses in a text, in their order. Looks around each @ only, so that no text takes long. */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < MAX_LOCAL && IN_LOCAL.test(text[start - 1]!)) start--;
    let end = at + 1;
    while (end < text.length && end - at <= MAX_DOMAIN && IN_DOMAIN.test(text[end]!)) end++;
    start += LABEL.exec(text.slice(start, at))?.[0].length ?? 0;
    while (start < at && /['`.]/.test(text[start]!)) start++;
    while (end > at && /[.-]/.test(text[end - 1]!)) end--;
    const address = normalizeEmail(text.slice(start, end));
    if (address !== null) found.push({ address, start, end });
  }
  return found;
}

export const addressesIn = (text: string): string[] => findAddresses(text).map(({ address }) => address);

/** Each address once, in the order of the names. */
export const addressesOf = (headers: Headers, names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => headers.get(name) ?? []).flatMap(addressesIn)),
];
