import { createHmac } from 'node:crypto';
import { z } from 'zod/v4';
import type { SecretOf } from '../../model';
import { notFrom, parseBody } from './body';
import { isTemporary, permanentType, typeByStatus } from './bounceTypes';
import { fields, flag, messageIdIn, metadata, text, textOrNumber } from './fields';
import type { Provider, ReportedEvent } from './provider';
import { idOf, instantOf, type Meaning, report } from './report';
import { checkFresh, isSame, notSigned, secondsOf } from './signatures';

/** In hours (documentation.mailgun.com: Webhook Retries). A repeat carries the first signature. */
const TRIED_FOR = 8;

const signatureSchema = z.object({
  timestamp: z.union([z.string(), z.number()]).transform(String),
  token: z.string().min(1).max(200),
  signature: z.string(),
  /** With the key of the account that a subaccount belongs to. */
  'parent-signature': text,
});

/** documentation.mailgun.com: Webhook Payloads */
const eventSchema = z.object({
  event: z.string(),
  timestamp: textOrNumber,
  recipient: text,
  severity: text,
  reason: text,
  reject: fields({ reason: text }),
  url: text,
  ip: text,
  message: fields({ headers: fields({ 'message-id': text }) }),
  'user-variables': metadata,
  'client-info': fields({ 'user-agent': text, bot: text }),
  flags: fields({ 'is-delayed-bounce': flag }),
  'delivery-status': fields({
    code: textOrNumber,
    'enhanced-code': text,
    'bounce-code': text,
    message: text,
    description: text,
  }),
});
type MailgunEvent = z.output<typeof eventSchema>;

const webhookSchema = z.object({ signature: signatureSchema, 'event-data': z.unknown() });

export const mailgun: Provider<'mailgun'> = {
  name: 'mailgun',
  async read({ rawBody }, secret, now) {
    const webhook = webhookSchema.safeParse(parseBody(rawBody, 'Mailgun')).data;
    if (!webhook) throw notFrom('Mailgun');
    checkSignature(webhook.signature, secret, now);
    const event = eventSchema.safeParse(webhook['event-data']).data;
    return { events: event ? eventsOf(event, webhook.signature.token, now) : [] };
  },
};

/** documentation.mailgun.com: Securing Webhooks */
function checkSignature(
  given: z.output<typeof signatureSchema>,
  { signingKey }: SecretOf<'mailgun'>,
  now: number,
): void {
  const expected = createHmac('sha256', signingKey).update(`${given.timestamp}${given.token}`).digest('hex');
  const holds = [given.signature, given['parent-signature'] ?? ''].some((one) => isSame(one, expected));
  if (!holds) throw notSigned('Check the HTTP webhook signing key of Mailgun that is set here.');
  checkFresh(secondsOf(given.timestamp), now, TRIED_FOR);
}

function eventsOf(event: MailgunEvent, token: string, now: number): ReportedEvent[] {
  const meaning = meaningOf(event);
  if (!meaning) return [];
  return [
    report({
      ...meaning,
      // The signature is over its token alone: whoever has seen one must not get another event in with it.
      id: idOf('mailgun', token),
      at: instantOf(event.timestamp, now),
      recipient: event.recipient,
      messageId: messageIdIn(event['user-variables']) ?? event.message?.headers?.['message-id'],
      url: event.url,
      userAgent: event['client-info']?.['user-agent'],
      ip: event.ip,
    }),
  ];
}

/** What else there is (accepted, stored, …) is no event of ours. */
function meaningOf(event: MailgunEvent): Meaning | undefined {
  switch (event.event) {
    case 'delivered':
      return { type: 'delivery' };
    case 'failed':
      // What failed temporarily is tried again.
      return event.severity === 'permanent' ? failureOf(event) : undefined;
    case 'rejected':
      return { type: 'bounce', bounceType: 'block', reason: event.reject?.reason };
    case 'opened':
      return { type: 'open', isMachine: isMachine(event) };
    case 'clicked':
      return { type: 'click', isMachine: isMachine(event) };
    case 'complained':
      return { type: 'complaint' };
    case 'unsubscribed':
      return { type: 'unsubscribe' };
    default:
      return undefined;
  }
}

/** Names the machine; empty for a person. */
const isMachine = ({ 'client-info': client }: MailgunEvent): boolean | undefined =>
  client?.bot === undefined ? undefined : client.bot !== '';

/** Mailgun did not try: 605, 606, 607 are its lists of bounces, unsubscriptions and complaints. */
const NOT_TRIED = /^60[567]$/;

function failureOf(event: MailgunEvent): Meaning {
  const status = event['delivery-status'];
  const said = [status?.code, status?.['enhanced-code'] ?? status?.['bounce-code'], status?.message]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const reason = said || status?.description || event.reason;
  return { ...kindOf(event, String(status?.code ?? ''), said), reason };
}

function kindOf({ reason = '', flags }: MailgunEvent, code: string, said: string): Meaning {
  if (reason.startsWith('suppress-') || NOT_TRIED.test(code)) return { type: 'bounce', bounceType: 'block' };
  const type = flags?.['is-delayed-bounce'] ? 'out_of_band' : 'bounce';
  if (reason === 'espblock' || reason === 'blacklisted') return { type, bounceType: 'block' };
  // Tried until it was too old.
  if (reason === 'old' || isTemporary(said)) return { type: 'soft_bounce', bounceType: 'soft' };
  return { type, bounceType: reason === 'bounce' ? permanentType(said) : typeByStatus(said) };
}
