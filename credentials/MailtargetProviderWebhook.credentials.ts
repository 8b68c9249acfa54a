import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const basic = {
  postmark: { provider: ['postmark'] },
  mailtarget: { provider: ['mailtarget'], scheme: ['basic'] },
};

const user = (show: object): INodeProperties => ({
  displayName: 'User',
  name: 'user',
  type: 'string',
  default: '',
  required: true,
  displayOptions: { show: { ...show } },
  description: 'Who the webhook logs in as, with Basic authentication; a word of your own without a colon',
});

const password = (show: object): INodeProperties => ({
  displayName: 'Password',
  name: 'password',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  required: true,
  displayOptions: { show: { ...show } },
  description: 'What it logs in with. Set both at the provider, in the URL as https://user:password@…',
});

/** What the webhooks of a provider are checked with. */
// eslint-disable-next-line @n8n/community-nodes/credential-test-required -- the provider calls, and is not called
export class MailtargetProviderWebhook implements ICredentialType {
  name = 'mailtargetProviderWebhook';

  displayName = 'Mailtarget Provider Webhook';

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-mailtarget';

  icon = {
    light: 'file:../nodes/Mailtarget/mailtarget.svg',
    dark: 'file:../nodes/Mailtarget/mailtarget.dark.svg',
  } as const;

  properties: INodeProperties[] = [
    {
      displayName: 'Provider',
      name: 'provider',
      type: 'options',
      options: [
        { name: 'Amazon SES', value: 'amazonSes', description: 'By way of an SNS topic' },
        { name: 'Mailgun', value: 'mailgun' },
        { name: 'Mailtarget', value: 'mailtarget' },
        { name: 'Postmark', value: 'postmark' },
        { name: 'SendGrid', value: 'sendgrid', description: 'The Signed Event Webhook' },
      ],
      default: 'amazonSes',
      description: 'Who tells what became of your messages',
    },
    {
      displayName: 'Topic ARNs',
      name: 'topicArns',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. arn:aws:sns:us-east-1:123456789012:ses-events',
      displayOptions: { show: { provider: ['amazonSes'] } },
      description:
        'The SNS topics that SES publishes to, separated by commas. Amazon signs for anybody: what comes from other topics is refused.',
    },
    {
      displayName: 'Signing Key',
      name: 'signingKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { provider: ['mailgun'] } },
      description: 'The HTTP webhook signing key that Mailgun shows, which is not the API key',
    },
    {
      displayName: 'Authentication',
      name: 'scheme',
      type: 'options',
      options: [
        { name: 'Basic', value: 'basic', description: 'A user and a password' },
        {
          name: 'Header',
          value: 'header',
          description: 'A secret, or a signature made with it, in a header',
        },
        {
          name: 'Standard Webhooks',
          value: 'standard',
          description: 'The headers webhook-id, webhook-timestamp and webhook-signature',
        },
      ],
      default: 'standard',
      displayOptions: { show: { provider: ['mailtarget'] } },
      description: 'How the webhook shows that it is genuine, as it is set up at Mailtarget',
    },
    {
      displayName: 'Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { provider: ['mailtarget'], scheme: ['standard', 'header'] } },
      description: 'The signing secret of the webhook; that of Standard Webhooks begins with whsec_',
    },
    {
      displayName: 'Header',
      name: 'header',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. X-Signature',
      displayOptions: { show: { provider: ['mailtarget'], scheme: ['header'] } },
      description: 'The header that carries the secret or the signature',
    },
    {
      displayName: 'Comparison',
      name: 'comparison',
      type: 'options',
      options: [
        { name: 'HMAC-SHA1', value: 'hmac-sha1', description: 'A signature over the body' },
        { name: 'HMAC-SHA256', value: 'hmac-sha256', description: 'A signature over the body. Usual.' },
        { name: 'HMAC-SHA512', value: 'hmac-sha512', description: 'A signature over the body' },
        { name: 'Plain', value: 'plain', description: 'The secret itself' },
      ],
      default: 'hmac-sha256',
      displayOptions: { show: { provider: ['mailtarget'], scheme: ['header'] } },
      description: 'What the header holds',
    },
    user(basic.mailtarget),
    password(basic.mailtarget),
    user(basic.postmark),
    password(basic.postmark),
    {
      displayName: 'Verification Key',
      name: 'publicKey',
      // eslint-disable-next-line n8n-nodes-base/cred-class-field-type-options-password-missing -- it is public
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…',
      displayOptions: { show: { provider: ['sendgrid'] } },
      description: "The public key that SendGrid shows with the webhook's signature",
    },
  ];
}
