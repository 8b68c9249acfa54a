import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { FetchText, ProviderRequest, ProviderResult } from '../../../lib/events/providers';
import { amazonSes } from '../../../lib/events/providers/amazonSes';
import { certificateFor } from './certificate';
import { HOUR, NOW, webhook } from './webhooks';

export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ses-events';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const CERTIFICATE = certificateFor(privateKey, NOW - HOUR, NOW + 24 * HOUR);

let certificates = 0;
/** One that was never fetched. */
export const newCertificateUrl = () =>
  `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-${++certificates}.pem`;

/** Fields of a message that differ from those of a notification; without a value they are left out. */
export type SnsFields = Record<string, string | undefined>;
interface Signing {
  key?: KeyObject;
  hash?: string;
}

/** A message as Amazon signs it. */
export function snsMessage(
  fields: SnsFields,
  { key = privateKey, hash = 'sha256' }: Signing = {},
): SnsFields & { Signature: string } {
  const message: SnsFields = {
    Type: 'Notification',
    MessageId: '19ba9823-d7f2-53c1-860e-cb10e0d13dfc',
    TopicArn: TOPIC,
    Subject: 'Amazon SES Email Event Notification',
    Message: '{}\n',
    Timestamp: new Date(NOW).toISOString(),
    SignatureVersion: '2',
    SigningCertURL: newCertificateUrl(),
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn',
    ...fields,
  };
  const signed = message['Type'] === 'Notification' ? notificationText(message) : confirmationText(message);
  return { ...message, Signature: sign(hash, Buffer.from(signed), key).toString('base64') };
}

const notificationText = ({ Message, MessageId, Subject, Timestamp, TopicArn, Type }: SnsFields) =>
  `Message\n${Message}\nMessageId\n${MessageId}\n${Subject === undefined ? '' : `Subject\n${Subject}\n`}` +
  `Timestamp\n${Timestamp}\nTopicArn\n${TopicArn}\nType\n${Type}\n`;

const confirmationText = (message: SnsFields) =>
  `Message\n${message['Message']}\nMessageId\n${message['MessageId']}\nSubscribeURL\n${message['SubscribeURL']}\n` +
  `Timestamp\n${message['Timestamp']}\nToken\n${message['Token']}\nTopicArn\n${message['TopicArn']}\nType\n${message['Type']}\n`;

export const fetchCertificate: FetchText = () => Promise.resolve(CERTIFICATE);

export const readSns = (
  message: unknown,
  fetchText = fetchCertificate,
  headers: ProviderRequest['headers'] = {},
): Promise<ProviderResult> =>
  amazonSes.read(webhook(message, headers), { provider: 'amazonSes', topicArns: [TOPIC] }, NOW, fetchText);
