import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Reads a public key of ECDSA on P-256, in PEM, or as the base64 of its DER that SendGrid shows.
 * @returns undefined for anything else
 */
export function readP256Key(text: string): KeyObject | undefined {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}
