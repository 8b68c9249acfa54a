import { z } from 'zod/v4';
import { readP256Key } from './publicKey';
import { standardSecretSchema } from './webhookSecret';

/** Who tells by webhook what became of messages: a relay, or Mailtarget's cloud. */
export const PROVIDERS = ['amazonSes', 'sendgrid', 'mailgun', 'postmark', 'mailtarget'] as const;
export const providerSchema = z.enum(PROVIDERS);
export type ProviderName = z.infer<typeof providerSchema>;

const secretText = (sentence: string) => z.string().trim().min(1, sentence).max(1000);
const basicFields = {
  // RFC 7617 section 2: the first colon ends the user.
  user: z
    .string()
    .min(1, 'Enter the user that the webhook logs in with.')
    .max(200)
    .refine((user) => !user.includes(':'), 'The user of Basic authentication has no colon.'),
  password: z.string().min(1, 'Enter the password that the webhook logs in with.').max(500),
};

const amazonSesSchema = z.strictObject({
  provider: z.literal('amazonSes'),
  /** Amazon signs for anybody: only messages of these topics are taken. */
  topicArns: z
    .array(
      z
        .string()
        .trim()
        .regex(
          /^arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,30}:\d{12}:[\w-]{1,256}(\.fifo)?$/,
          'Give the ARN of the SNS topic, as in arn:aws:sns:us-east-1:123456789012:ses-events.',
        ),
    )
    .min(1, 'Name the SNS topic that SES publishes to.')
    .max(100),
});

const sendgridSchema = z.strictObject({
  provider: z.literal('sendgrid'),
  /** The verification key of the Signed Event Webhook. */
  publicKey: z
    .string()
    .trim()
    .max(1000)
    .refine(
      (key) => readP256Key(key) !== undefined,
      "Give the verification key that SendGrid shows with the webhook's signature: it begins with MFkw.",
    ),
});

const mailgunSchema = z.strictObject({
  provider: z.literal('mailgun'),
  /** The HTTP webhook signing key, which is not the API key. */
  signingKey: secretText('Enter the HTTP webhook signing key of Mailgun.'),
});

/** Postmark signs nothing. */
const postmarkSchema = z.strictObject({ provider: z.literal('postmark'), ...basicFields });

/** plain = the header holds the secret itself; the others sign the body with it, in hex or base64. */
export const HEADER_SCHEMES = ['plain', 'hmac-sha1', 'hmac-sha256', 'hmac-sha512'] as const;

/** Mailtarget's public pages name neither the header nor the algorithm: both are as its console says. */
const mailtargetSchema = z.strictObject({
  provider: z.literal('mailtarget'),
  authentication: z.discriminatedUnion('scheme', [
    /** standardwebhooks.com */
    z.strictObject({
      scheme: z.literal('standard'),
      secret: standardSecretSchema,
    }),
    z.strictObject({
      scheme: z.literal('header'),
      header: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9-]{1,100}$/, 'Name the header that carries the signature, as in X-Signature.')
        .toLowerCase(),
      comparison: z.enum(HEADER_SCHEMES).default('hmac-sha256'),
      secret: secretText('Enter the secret of the webhook.'),
    }),
    z.strictObject({ scheme: z.literal('basic'), ...basicFields }),
  ]),
});

/** What a provider's webhook is checked with. Never leaves the engine. */
export const providerSecretSchema = z.discriminatedUnion('provider', [
  amazonSesSchema,
  sendgridSchema,
  mailgunSchema,
  postmarkSchema,
  mailtargetSchema,
]);
export type ProviderSecretInput = z.input<typeof providerSecretSchema>;
export type ProviderSecret = z.output<typeof providerSecretSchema>;
/** The secret of one provider. */
export type SecretOf<Name extends ProviderName> = Extract<ProviderSecret, { provider: Name }>;
