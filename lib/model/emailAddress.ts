import { domainToASCII } from 'node:url';
import { z } from 'zod/v4';
import { rule } from './validate';

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 255 after it, 254 in all (256 with its angle brackets). */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;
const MAX_ADDRESS = 254;

/** RFC 5321 dot-string, with RFC 6531's UTF-8 letters. Quoted local parts are refused: nobody has one by intent. */
const LOCAL = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** domainToASCII reads a URL's host: it drops line breaks, decodes %61, and stops at a slash without a word. */
const NOT_IN_DOMAIN = /[\s%/?#\\]/;
const DOMAIN_LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** What nearly all addresses are. A domain that begins with xn-- somewhere, or ends in a number, is more than its letters. */
const PLAIN =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** Short enough that no part of it is too long. */
const MAX_PLAIN = 64;

/**
 * The one spelling under which an address is stored and compared: trimmed, lower case, its domain in ASCII (IDNA).
 * @returns null when it is not an address a campaign can be sent to: RFC 5321's lengths, a domain name with at least
 *          two labels, no IP literal
 */
export function normalizeEmail(address: string): string | null {
  // 0.2 µs, against 3 for the rest.
  if (address.length < MAX_PLAIN && PLAIN.test(address)) {
    const plain = address.toLowerCase();
    if (!plain.includes('xn--')) return plain;
  }
  return normalizeAny(address);
}

function normalizeAny(address: string): string | null {
  const trimmed = address.trim().normalize('NFC').toLowerCase();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(0, at));
  const writtenDomain = trimmed.slice(at + 1);
  const domain = domainToASCII(writtenDomain);
  const labels = domain.split('.');
  const valid =
    LOCAL.test(local) &&
    !NOT_IN_DOMAIN.test(writtenDomain) &&
    Buffer.byteLength(local) <= MAX_LOCAL &&
    domain.length <= MAX_DOMAIN &&
    Buffer.byteLength(local) + 1 + domain.length <= MAX_ADDRESS &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1)!);
  return valid ? `${local}@${domain}` : null;
}

/** What follows the @ of a normalized address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** Accepts any spelling of an address and yields its normalized one. */
export const emailSchema = z
  .string()
  .superRefine(
    rule(
      (address) => normalizeEmail(address) !== null,
      'INVALID_EMAIL',
      (address) => `"${address.slice(0, 100)}" is not an email address. Write it like name@example.com.`,
    ),
  )
  .transform((address) => normalizeEmail(address) ?? address);
