import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readDkimKey } from '../../lib/settings/dkimKey';
import { failure } from '../support/campaigns';

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const { privateKey, publicKey } = rsa(2048);
const pemOf = (key: KeyObject, type: 'pkcs8' | 'pkcs1' = 'pkcs8') =>
  key.export({ type, format: 'pem' }).toString();
const pem = pemOf(privateKey);
const refusalOf = (text: string) => failure(Promise.resolve().then(() => readDkimKey(text)));

test('keys of both kinds are read, in either spelling of RSA', () => {
  const ed25519 = pemOf(generateKeyPairSync('ed25519').privateKey);
  expect(readDkimKey(pem)).toEqual({ algorithm: 'rsa-sha256', privateKey: pem });
  expect(readDkimKey(pemOf(privateKey, 'pkcs1'))).toEqual({ algorithm: 'rsa-sha256', privateKey: pem });
  expect(readDkimKey(ed25519)).toEqual({ algorithm: 'ed25519-sha256', privateKey: ed25519 });
});

test.each([
  ['line breaks that became spaces', pem.replaceAll('\n', ' ')],
  ['line breaks spelled out', pem.replaceAll('\n', '\\n')],
  ['line breaks of Windows', pem.replaceAll('\n', '\r\n')],
  ['words around it', `# the key of "news"\n\n${pem}\nthat was it`],
])('%s do no harm', (_, text) => {
  expect(createPrivateKey(readDkimKey(text).privateKey).equals(privateKey)).toBe(true);
});

test.each([
  ['no key', 'secret', /no key in PEM/],
  ['half a key', pem.slice(0, 400), /no key in PEM/],
  ['a damaged key', pem.replace(/\n.{64}\n/, '\n'), /cannot be read/],
  ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString(), /private one/],
  [
    'a key under a passphrase',
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    /passphrase/,
  ],
  [
    'an old key under a passphrase',
    privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    /passphrase/,
  ],
  ['a short RSA key', pemOf(rsa(768).privateKey), /768 bits/],
  [
    'an elliptic curve that DKIM does not know',
    pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    /type ec/,
  ],
  ['a key for agreement', pemOf(generateKeyPairSync('x25519').privateKey), /type x25519/],
])('%s is refused', async (_, text, message) => {
  expect(await refusalOf(text)).toMatchObject({
    code: 'DKIM_KEY_INVALID',
    message: expect.stringMatching(message),
    details: { field: 'dkim.privateKey' },
  });
});
