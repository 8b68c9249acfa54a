import { generateKeyPairSync } from 'node:crypto';
import { NodeHelpers } from 'n8n-workflow';
import { MailtargetProviderWebhook } from '../../credentials/MailtargetProviderWebhook.credentials';
import { providerSecretSchema } from '../../lib/model';
import { secretOf } from '../../nodes/Mailtarget/resources/event/providerSecret';

const { properties } = new MailtargetProviderWebhook();
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');

/** What n8n hands to the node for a credential in which somebody has filled in these fields. */
const filledIn = (fields: object) =>
  NodeHelpers.getNodeParameters(properties, fields as never, true, false, null, null) as never;

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ses-events';

test.each([
  [{ topicArns: `${TOPIC}, ${TOPIC}2` }, { provider: 'amazonSes', topicArns: [TOPIC, `${TOPIC}2`] }],
  [
    { provider: 'mailgun', signingKey: 'key' },
    { provider: 'mailgun', signingKey: 'key' },
  ],
  [
    { provider: 'sendgrid', publicKey },
    { provider: 'sendgrid', publicKey },
  ],
  [
    { provider: 'postmark', user: 'hook', password: 'word' },
    { provider: 'postmark', user: 'hook', password: 'word' },
  ],
  [
    { provider: 'mailtarget', secret: 'whsec_c2VjcmV0' },
    { provider: 'mailtarget', authentication: { scheme: 'standard', secret: 'whsec_c2VjcmV0' } },
  ],
  [
    { provider: 'mailtarget', scheme: 'header', header: 'X-Signature', secret: 'word' },
    {
      provider: 'mailtarget',
      authentication: { scheme: 'header', header: 'x-signature', comparison: 'hmac-sha256', secret: 'word' },
    },
  ],
  [
    { provider: 'mailtarget', scheme: 'basic', user: 'hook', password: 'word' },
    { provider: 'mailtarget', authentication: { scheme: 'basic', user: 'hook', password: 'word' } },
  ],
])('%o is what the engine checks a webhook with', (fields, secret) => {
  expect(providerSecretSchema.parse(secretOf(filledIn(fields)))).toEqual(secret);
});

test('what belongs to another provider does not travel along', () => {
  const fields = { provider: 'mailgun', signingKey: 'key', password: 'of Postmark', topicArns: TOPIC };
  expect(filledIn(fields)).toEqual({ provider: 'mailgun', signingKey: 'key' });
});

test('every field is explained, and secrets are hidden', () => {
  for (const { name, description, typeOptions } of properties) {
    expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
    const secret = ['signingKey', 'secret', 'password'].includes(name);
    expect([name, typeOptions?.password ?? false]).toEqual([name, secret]);
  }
});
