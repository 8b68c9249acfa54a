import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Otherwise a shorter tag, which is easier to forge, would do as well. */
const TAG = { authTagLength: TAG_BYTES };

/** Encrypts the store's secrets with AES-256-GCM under a key derived from the credential's (HKDF, RFC 5869). */
export class Secrets {
  readonly #key: Uint8Array;

  constructor(encryptionKey: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', encryptionKey, '', 'mailtarget settings', 32));
  }

  /** @param place where the secret is kept; a ciphertext moved to another place does not decrypt */
  encrypt(secret: string, place: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv, TAG).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws Error when the key or the place is not the one it was encrypted under */
  decrypt(encrypted: string, place: string): string {
    const bytes = Buffer.from(encrypted, 'base64');
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, IV_BYTES), TAG)
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  }
}
