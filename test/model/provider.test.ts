import { generateKeyPairSync } from 'node:crypto';
import { providerSecretSchema, readP256Key, validate } from '../../lib/model';

const check = (secret: object) => () => validate(providerSecretSchema, secret, 'secret');
const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message) });
const mailtarget = (authentication: object) => ({ provider: 'mailtarget', authentication });
const pem = (curve: string) =>
  generateKeyPairSync('ec', { namedCurve: curve })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

test('a header is known by its name in lower case, and holds a signature if nothing else is said', () => {
  expect(check(mailtarget({ scheme: 'header', header: 'X-Signature', secret: 's' }))()).toEqual({
    provider: 'mailtarget',
    authentication: { scheme: 'header', header: 'x-signature', comparison: 'hmac-sha256', secret: 's' },
  });
});

test.each([
  [{ provider: 'amazonSes', topicArns: [] }, /Name the SNS topic/],
  [{ provider: 'amazonSes', topicArns: ['ses-events'] }, /Give the ARN of the SNS topic/],
  [{ provider: 'sendgrid', publicKey: 'SG.api-key' }, /Give the verification key/],
  [{ provider: 'sendgrid', publicKey: pem('secp384r1') }, /Give the verification key/],
  [{ provider: 'mailgun', signingKey: ' ' }, /Enter the HTTP webhook signing key/],
  [{ provider: 'postmark', user: '', password: 'p' }, /Enter the user/],
  [{ provider: 'postmark', user: 'a:b', password: 'p' }, /no colon/],
  [{ provider: 'postmark', user: 'a', password: '' }, /Enter the password/],
  [mailtarget({ scheme: 'standard', secret: 'whsec_' }), /whsec_ and base64/],
  [mailtarget({ scheme: 'standard', secret: 'whsec_not base64' }), /whsec_ and base64/],
  [mailtarget({ scheme: 'header', header: 'X Signature', secret: 's' }), /Name the header/],
  [mailtarget({ scheme: 'none' }), /secret\.authentication\.scheme/],
  [{ provider: 'sparkpost' }, /secret\.provider/],
])('%j is refused, with what to give', (secret, message) => {
  expect(check(secret)).toThrow(refused(message));
});

test('only a public key of P-256 is one', () => {
  expect(readP256Key(pem('prime256v1'))).toBeDefined();
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  for (const text of ['', 'MFkw', publicKey.export({ type: 'spki', format: 'pem' }).toString()]) {
    expect(readP256Key(text)).toBeUndefined();
  }
});
