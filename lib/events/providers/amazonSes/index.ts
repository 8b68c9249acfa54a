import { MailtargetError, type SecretOf } from '../../../model';
import { notFrom, parseBody } from '../body';
import type { Provider, ProviderRequest, ProviderResult } from '../provider';
import { checkFresh, notSigned } from '../signatures';
import { isOfSns } from './hosts';
import { sesEvents } from './sesEvents';
import { checkSignature } from './signature';
import { type SnsMessage, snsMessageSchema } from './snsMessage';

/**
 * In hours. The time in a message is when it was published. Amazon SNS tries for an hour at most, and an endpoint that it is told to
 * slow down for may wait before that (docs.aws.amazon.com/sns: Amazon SNS message delivery retries).
 */
const TRIED_FOR = 8;

/** Amazon SES, by way of an SNS topic that this endpoint is subscribed to. */
export const amazonSes: Provider<'amazonSes'> = {
  name: 'amazonSes',
  async read(request, secret, now, fetchText) {
    const message = readMessage(request);
    checkTopic(message, secret);
    // First of all, because what is stale need not cost a request for the certificate.
    checkFresh(Date.parse(message.Timestamp), now, TRIED_FOR);
    await checkSignature(message, now, fetchText);
    return resultOf(message, now);
  },
};

function readMessage({ headers, rawBody }: ProviderRequest): SnsMessage {
  const result = snsMessageSchema.safeParse(parseBody(rawBody, 'Amazon SNS'));
  if (result.success) return result.data;
  if (headers['x-amz-sns-rawdelivery'] !== 'true') throw notFrom('Amazon SNS');
  throw new MailtargetError(
    'INVALID_INPUT',
    'Switch off raw message delivery for this subscription in Amazon SNS: without its envelope a message has no signature.',
  );
}

function checkTopic({ TopicArn }: SnsMessage, { topicArns }: SecretOf<'amazonSes'>): void {
  if (topicArns.includes(TopicArn)) return;
  throw notSigned('It comes from an SNS topic that is none of those whose ARN is set here.');
}

function resultOf(message: SnsMessage, now: number): ProviderResult {
  switch (message.Type) {
    case 'SubscriptionConfirmation':
      return { confirm: confirmationOf(message) };
    case 'Notification':
      return { events: sesEvents(message.Message, now) };
    default:
      return { events: [] };
  }
}

function confirmationOf({ SubscribeURL }: SnsMessage): string {
  if (SubscribeURL && isOfSns(SubscribeURL)) return SubscribeURL;
  throw notSigned('It asks for a confirmation elsewhere than at Amazon SNS.');
}
