import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { bodyHash } from './bodyHash';
import { relaxedHeader, signedHeaders } from './signedHeaders';

const END_OF_HEADERS = '\r\n\r\n';

export interface DkimKey {
  domain: string;
  selector: string;
  /** As PEM: RSA, or Ed25519 (RFC 8463). */
  privateKey: string;
}

/** @returns the header to put in front of the message that it is given, which has CRLF only */
export type DkimSign = (content: readonly Buffer[]) => Promise<Buffer>;

/** Signs messages (RFC 6376): headers and body relaxed, the body whole. The arithmetic runs on other threads. */
export function dkimSigner({ domain, selector, privateKey }: DkimKey): DkimSign {
  const key = createPrivateKey(privateKey);
  const algorithm = key.asymmetricKeyType === 'ed25519' ? 'ed25519-sha256' : 'rsa-sha256';
  return async (content) => {
    const { headers, body } = splitMessage(content);
    const { names, canonical } = signedHeaders(headers);
    const unsigned = [
      `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed;`,
      `d=${domain}; s=${selector};`,
      `h=${folded(names.join(':'), /.{1,71}(?::|$)/g)};`,
      `bh=${bodyHash(body)};`,
      'b=',
    ].join('\r\n ');
    const signature = await signWith(key, Buffer.from(canonical + relaxedHeader(unsigned), 'latin1'));
    return Buffer.from(`${unsigned}${folded(signature.toString('base64'), /.{1,72}/g)}\r\n`, 'latin1');
  };
}

const signOnThread = promisify(sign);

/** Ed25519 signs the hash as if it were the message (RFC 8463 section 3). */
const signWith = (key: KeyObject, data: Buffer): Promise<Buffer> =>
  key.asymmetricKeyType === 'ed25519'
    ? signOnThread(null, createHash('sha256').update(data).digest(), key)
    : signOnThread('sha256', data, key);

const folded = (text: string, lines: RegExp): string => text.match(lines)!.join('\r\n ');

function splitMessage(content: readonly Buffer[]): { headers: string; body: Buffer[] } {
  const [first = Buffer.alloc(0), ...rest] = content;
  const end = first.indexOf(END_OF_HEADERS);
  // Ours begin with all of their headers.
  if (end === -1 && rest.length > 0) return splitMessage([Buffer.concat(content)]);
  if (end === -1) return { headers: first.toString('latin1').replace(/\r\n$/, ''), body: [] };
  return {
    headers: first.toString('latin1', 0, end),
    body: [first.subarray(end + END_OF_HEADERS.length), ...rest],
  };
}
