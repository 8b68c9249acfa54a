import { createPrivateKey, type KeyObject } from 'node:crypto';
import { MailtargetError, type SendingDomain } from '../model';

type Algorithm = NonNullable<SendingDomain['dkim']>['algorithm'];

const MIN_RSA_BITS = 1024;
const MAX_RSA_BITS = 4096;
const PEM = /-----BEGIN ([A-Z0-9 ]{3,40})-----([\s\S]*?)-----END \1-----/;

/**
 * The private key of a DKIM selector, checked and spelled as everybody reads it (PKCS #8).
 * @param pem as people paste it: its line breaks may be spaces, or `\n` spelled out, after a field of one line
 * @throws MailtargetError DKIM_KEY_INVALID
 */
export function readDkimKey(pem: string): { algorithm: Algorithm; privateKey: string } {
  const key = parseKey(pem);
  return {
    algorithm: algorithmOf(key),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function parseKey(pem: string): KeyObject {
  const [, label, body] = PEM.exec(pem) ?? [];
  if (label === undefined || body === undefined) {
    throw invalid(
      'This is no key in PEM. Paste all of it, with its lines BEGIN PRIVATE KEY and END PRIVATE KEY.',
    );
  }
  if (label.includes('PUBLIC')) {
    throw invalid('This is the public key, which belongs into the DNS. Paste the private one.');
  }
  if (label.includes('ENCRYPTED') || body.includes('ENCRYPTED')) {
    throw invalid(
      'This key is protected by a passphrase. Take it off with `openssl pkey -in dkim.pem -out plain.pem`; it is stored encrypted here.',
    );
  }
  const base64 = body.replaceAll(/\\[rn]|\s/g, '');
  try {
    return createPrivateKey(`-----BEGIN ${label}-----\n${inLines(base64)}\n-----END ${label}-----\n`);
  } catch (cause) {
    throw invalid('This key cannot be read. Paste the file of the private key as it is, in PEM.', cause);
  }
}

const inLines = (base64: string): string => base64.replaceAll(/.{64}(?=.)/g, '$&\n');

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm {
  if (asymmetricKeyType === 'ed25519') return 'ed25519-sha256';
  if (asymmetricKeyType !== 'rsa') {
    throw invalid(`DKIM knows RSA and Ed25519 keys, and this one is of the type ${asymmetricKeyType}.`);
  }
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  // RFC 8301 section 3.2: shorter ones are not accepted by anybody, longer ones not by everybody.
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
    throw invalid(
      `This RSA key has ${bits} bits. Make one of 2048 bits: receivers trust ${MIN_RSA_BITS} to ${MAX_RSA_BITS}.`,
    );
  }
  return 'rsa-sha256';
}

const invalid = (sentence: string, cause?: unknown): MailtargetError =>
  new MailtargetError('DKIM_KEY_INVALID', sentence, { field: 'dkim.privateKey' }, { cause });
