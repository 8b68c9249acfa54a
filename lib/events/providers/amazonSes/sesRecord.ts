import { z } from 'zod/v4';
import { fields, flag, listOf, text } from '../fields';

/** docs.aws.amazon.com/ses: Contents of event data that Amazon SES publishes to Amazon SNS */
export const sesRecordSchema = z.object({
  eventType: text,
  notificationType: text,
  mail: z.object({
    timestamp: text,
    /** Amazon's. */
    messageId: text,
    destination: listOf(z.string()),
    /** As the message came to Amazon. */
    headers: listOf(z.object({ name: z.string(), value: z.string() })),
    commonHeaders: fields({ messageId: text }),
  }),
  bounce: fields({
    bounceType: text,
    bounceSubType: text,
    bouncedRecipients: listOf(z.object({ emailAddress: z.string(), status: text, diagnosticCode: text })),
    timestamp: text,
  }),
  complaint: fields({
    complainedRecipients: listOf(z.object({ emailAddress: z.string() })),
    complaintFeedbackType: text,
    complaintSubType: text,
    timestamp: text,
  }),
  delivery: fields({ recipients: listOf(z.string()), timestamp: text }),
  open: fields({ ipAddress: text, userAgent: text, timestamp: text }),
  click: fields({ ipAddress: text, userAgent: text, timestamp: text, link: text }),
  reject: fields({ reason: text }),
  subscription: fields({ timestamp: text, newTopicPreferences: fields({ unsubscribeAll: flag }) }),
});
export type SesRecord = z.output<typeof sesRecordSchema>;
export type SesBounce = NonNullable<SesRecord['bounce']>;
