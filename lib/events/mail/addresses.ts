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
/** Written without blanks between words, and so without one beside an address. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

/** `for=<ana@example.com>` and `to=ana@example.com`, as logs and comments have it. */
const LABEL = /^(?:to|from|for|rcpt|orcpt|smtp|recipient|user|email|e-mail|address|addr)=/i;

/** Any addresses in a text, in their order. Looks around each @ only, so that no text takes long. */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const belongs = (n: number, beside: number, allowed: RegExp): boolean =>
      allowed.test(text[n]!) && (!WITHOUT_BLANKS.test(text[n]!) || WITHOUT_BLANKS.test(text[beside]!));
    let start = at;
    while (start > 0 && at - start < MAX_LOCAL && belongs(start - 1, at - 1, IN_LOCAL)) start--;
    let end = at + 1;
    while (end < text.length && end - at <= MAX_DOMAIN && belongs(end, at + 1, IN_DOMAIN)) end++;
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

/** Whom a message was for on its way: `Received: … for <ana@example.com>; …`, the last way first. */
export const recipientsOnTheWay = (headers: Headers): string[] =>
  (headers.get('received') ?? []).flatMap((value) => addressesIn(/\bfor [^;]{1,300}/.exec(value)?.[0] ?? ''));
