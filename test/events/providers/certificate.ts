import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/** What a certificate is made of (X.690, DER): a tag, a length, and that many bytes. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const hex = (text: string) => Buffer.from(text, 'hex');
const COMMON_NAME = der(0x06, hex('550403'));
const SHA256_WITH_RSA = sequence(der(0x06, hex('2a864886f70d01010b')), der(0x05));

const nameOf = (name: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
/** GeneralizedTime, as in 20260101000000Z. */
const timeOf = (instant: number) =>
  der(0x18, Buffer.from(`${new Date(instant).toISOString().replaceAll(/[-:T]|\..*/g, '')}Z`));

/** A certificate that is signed with the key that it certifies, in PEM (RFC 5280). */
export function certificateFor(privateKey: KeyObject, validFrom: number, validTo: number): string {
  const name = nameOf('sns.amazonaws.com');
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const certified = sequence(
    der(0x02, Buffer.from([1])),
    ...[SHA256_WITH_RSA, name, sequence(timeOf(validFrom), timeOf(validTo)), name, publicKey],
  );
  const signature = sign('sha256', certified, privateKey);
  const certificate = sequence(certified, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
