import { verify } from 'node:crypto';
import { z } from 'zod/v4';
import { readP256Key, type SecretOf } from '../../model';
import { checkCount, checkSize, notFrom, parseBody } from './body';
import { isTemporary, permanentType } from './bounceTypes';
import { allOf, flag, text, textOrNumber } from './fields';
import type { Provider, ProviderRequest, ReportedEvent } from './provider';
import { idOf, instantOf, type Meaning, report } from './report';
import { checkFresh, notSigned, secondsOf } from './signatures';

/** In hours (twilio.com/docs/sendgrid: Getting Started with the Event Webhook). */
const TRIED_FOR = 24;

/** twilio.com/docs/sendgrid: Event Webhook Reference */
const itemSchema = z.object({
  event: z.string(),
  email: text,
  timestamp: textOrNumber,
  /** The Message-ID of what came by SMTP; opens and clicks are without it. */
  'smtp-id': text,
  /** A unique argument, where the message has one: SendGrid puts them beside its own fields. */
  messageId: text,
  sg_message_id: text,
  type: text,
  status: text,
  reason: text,
  url: text,
  useragent: text,
  ip: text,
  sg_machine_open: flag,
});
type Item = z.output<typeof itemSchema>;

/** The Signed Event Webhook. */
export const sendgrid: Provider<'sendgrid'> = {
  name: 'sendgrid',
  async read(request, secret, now) {
    checkSize(request.rawBody);
    checkSignature(request, secret, now);
    const items = parseBody(request.rawBody, 'SendGrid');
    if (!Array.isArray(items)) throw notFrom('SendGrid');
    checkCount(items);
    return { events: allOf(itemSchema, items).flatMap((item) => eventsOf(item, now)) };
  },
};

/** twilio.com/docs/sendgrid: Getting Started with the Event Webhook Security Features */
function checkSignature(
  { headers, rawBody }: ProviderRequest,
  { publicKey }: SecretOf<'sendgrid'>,
  now: number,
): void {
  const timestamp = headers['x-twilio-email-event-webhook-timestamp'] ?? '';
  const signature = Buffer.from(headers['x-twilio-email-event-webhook-signature'] ?? '', 'base64');
  const key = readP256Key(publicKey);
  if (!key || !verify('sha256', Buffer.concat([Buffer.from(timestamp), rawBody]), key, signature)) {
    throw notSigned(
      'Check that the webhook of SendGrid is signed, and the verification key that is set here.',
    );
  }
  checkFresh(secondsOf(timestamp), now, TRIED_FOR);
}

function eventsOf(item: Item, now: number): ReportedEvent[] {
  const meaning = meaningOf(item);
  if (!meaning) return [];
  const { event, email, timestamp, url, 'smtp-id': smtpId } = item;
  return [
    report({
      ...meaning,
      // sg_event_id is not always the same for a repeat (github.com/sendgrid/sendgrid-nodejs/issues/1435).
      id: idOf('sendgrid', item.sg_message_id ?? smtpId, event, email, timestamp, url),
      at: instantOf(timestamp, now),
      recipient: email,
      messageId: item.messageId ?? smtpId,
      url,
      userAgent: item.useragent,
      ip: item.ip,
    }),
  ];
}

/** What else there is (processed, deferred, group_resubscribe) is no event of ours. */
function meaningOf(item: Item): Meaning | undefined {
  switch (item.event) {
    case 'delivered':
      return { type: 'delivery' };
    case 'bounce':
    case 'blocked':
      return { ...refusalOf(item), reason: item.reason ?? item.status };
    // SendGrid did not try: the address is on a list of its own, or the content looked like spam.
    case 'dropped':
      return { type: 'bounce', bounceType: 'block', reason: item.reason };
    case 'open':
      return { type: 'open', isMachine: item.sg_machine_open };
    case 'click':
      return { type: 'click' };
    case 'spamreport':
      return { type: 'complaint' };
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { type: 'unsubscribe' };
    default:
      return undefined;
  }
}

function refusalOf({ event, type = event, status = '', reason = '' }: Item): Meaning {
  const diagnostic = `${status} ${reason}`.trim();
  if (type !== 'blocked') return { type: 'bounce', bounceType: permanentType(diagnostic) };
  // What was deferred for three days becomes a block too.
  return isTemporary(diagnostic)
    ? { type: 'soft_bounce', bounceType: 'soft' }
    : { type: 'bounce', bounceType: 'block' };
}
