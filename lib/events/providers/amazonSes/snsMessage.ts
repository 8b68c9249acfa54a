import { z } from 'zod/v4';

/** docs.aws.amazon.com/sns: Parsing Amazon SNS message formats */
export const snsMessageSchema = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
  Subject: z.string().nullish(),
  SubscribeURL: z.string().nullish(),
  Token: z.string().nullish(),
});
export type SnsMessage = z.output<typeof snsMessageSchema>;

/** In the order in which they are signed, those that a message has. */
const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const CONFIRMATION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;

/** What a message is signed over (docs.aws.amazon.com/sns: Verifying the signatures of Amazon SNS messages). */
export const signedText = (message: SnsMessage): string =>
  (message.Type === 'Notification' ? NOTIFICATION : CONFIRMATION)
    .map((name) => [name, message[name]] as const)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('');
