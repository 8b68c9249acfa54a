import { decodeWords } from 'postal-mime';
import { header } from './headers';
import { parameter, type Part } from './parts';

/** What a server has to say is shorter; what follows is the message that came back. */
const MAX_CONTENT = 256 * 1024;

type Encoded = Pick<Part, 'headers' | 'body'>;

/** RFC 2045: the content of a part, at most the first 256 KB of it, each character an octet. */
export const octetsOf = (part: Encoded): string =>
  contentOf(part).toString('latin1').replaceAll('\r\n', '\n');

/** The same as a text. */
export const textOf = (part: Encoded): string =>
  inCharset(contentOf(part), parameter(part.headers, 'charset')).replaceAll('\r\n', '\n');

/** A field's value: encoded words (RFC 2047), or UTF-8 as it is. */
export const wordsOf = (value: string): string => decodeWords(inCharset(Buffer.from(value, 'latin1'), ''));

function contentOf({ headers, body }: Encoded): Buffer {
  const encoding = header(headers, 'content-transfer-encoding').toLowerCase().trim();
  const head = body.slice(0, MAX_CONTENT);
  if (encoding === 'base64') return Buffer.from(head, 'base64');
  return Buffer.from(encoding === 'quoted-printable' ? fromQuotedPrintable(head) : head, 'latin1');
}

const fromQuotedPrintable = (body: string): string =>
  body
    .replaceAll(/=[ \t]{0,100}\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** What is no UTF-8 was written in western Europe, mostly. */
function inCharset(octets: Buffer, charset: string): string {
  for (const label of [charset, 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(octets);
    } catch {
      // Not known by this name, or not what it says.
    }
  }
  return octets.toString('latin1');
}
