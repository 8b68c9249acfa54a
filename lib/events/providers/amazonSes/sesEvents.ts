import type { ReportedEvent } from '../provider';
import { idOf, instantOf, report } from '../report';
import { bounces } from './bounces';
import { complaints } from './complaints';
import type { Occurrence } from './occurrence';
import { type SesRecord, sesRecordSchema } from './sesRecord';

/**
 * What a record says, in either format: of event publishing (`eventType`) or of feedback notifications (`notificationType`).
 * @param json Amazon greets a new topic with a sentence that is none
 */
export function sesEvents(json: string, now: number): ReportedEvent[] {
  const record = sesRecordSchema.safeParse(parsed(json)).data;
  if (!record) return [];
  const messageId = ourMessageId(record);
  return occurrencesIn(record).map(({ timestamp, ...told }) =>
    report({
      ...told,
      messageId,
      at: instantOf(timestamp, now),
      // A record that is published twice, by a configuration set and as a notification, has two numbers of SNS.
      id: idOf('amazonSes', record.mail.messageId, told.type, told.recipient, timestamp, told.url),
    }),
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Amazon gives each message an ID of its own, and says which it came with where it is told to include the headers. */
function ourMessageId({ mail }: SesRecord): string | undefined {
  const header = mail.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  const given = header ?? mail.commonHeaders?.messageId;
  return given === mail.messageId ? undefined : given;
}

/** What else there is (Send, Rendering Failure, DeliveryDelay) is no event of ours. */
function occurrencesIn(record: SesRecord): Occurrence[] {
  switch (record.eventType ?? record.notificationType) {
    case 'Bounce':
      return bounces(record);
    case 'Complaint':
      return complaints(record);
    case 'Delivery':
      return deliveries(record);
    case 'Open':
      return opens(record);
    case 'Click':
      return clicks(record);
    case 'Reject':
      return rejects(record);
    case 'Subscription':
      return unsubscriptions(record);
    default:
      return [];
  }
}

const deliveries = ({ delivery }: SesRecord): Occurrence[] =>
  (delivery?.recipients ?? []).map((recipient) => ({
    type: 'delivery',
    recipient,
    timestamp: delivery?.timestamp,
  }));

const opens = ({ mail, open }: SesRecord): Occurrence[] => [
  {
    type: 'open',
    recipient: onlyOne(mail.destination),
    userAgent: open?.userAgent,
    ip: open?.ipAddress,
    timestamp: open?.timestamp,
  },
];

const clicks = ({ mail, click }: SesRecord): Occurrence[] => [
  {
    type: 'click',
    recipient: onlyOne(mail.destination),
    url: click?.link,
    userAgent: click?.userAgent,
    ip: click?.ipAddress,
    timestamp: click?.timestamp,
  },
];

/** Amazon found a virus in it. */
const rejects = ({ mail, reject }: SesRecord): Occurrence[] =>
  mail.destination.map((recipient) => ({
    type: 'bounce',
    bounceType: 'block',
    recipient,
    reason: reject?.reason,
    timestamp: mail.timestamp,
  }));

/** By the links that Amazon puts into messages where its own lists are used. */
const unsubscriptions = ({ mail, subscription }: SesRecord): Occurrence[] =>
  subscription?.newTopicPreferences?.unsubscribeAll
    ? [{ type: 'unsubscribe', recipient: onlyOne(mail.destination), timestamp: subscription.timestamp }]
    : [];

/** Which of several it was, Amazon does not say. */
const onlyOne = (recipients: readonly string[]): string | undefined =>
  recipients.length === 1 ? recipients[0] : undefined;
