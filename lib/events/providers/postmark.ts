import { z } from 'zod/v4';
import { notFrom, parseBody } from './body';
import { checkBasic } from './basicAuth';
import { permanentType } from './bounceTypes';
import { fields, flag, messageIdIn, metadata, text } from './fields';
import type { Provider, ReportedEvent } from './provider';
import { idOf, instantOf, type Meaning, report } from './report';

/** postmarkapp.com/developer/webhooks */
const webhookSchema = z.object({
  RecordType: z.string(),
  /** Postmark's own: it replaces the Message-ID unless a header asks it not to. */
  MessageID: text,
  Metadata: metadata,
  Recipient: text,
  Email: text,
  Type: text,
  Description: text,
  Details: text,
  BouncedAt: text,
  DeliveredAt: text,
  ReceivedAt: text,
  ChangedAt: text,
  UserAgent: text,
  OriginalLink: text,
  Geo: fields({ IP: text }),
  SuppressSending: flag,
  SuppressionReason: text,
});
type Webhook = z.output<typeof webhookSchema>;

/** Postmark signs nothing, and sends a user and a password. */
export const postmark: Provider<'postmark'> = {
  name: 'postmark',
  async read(request, secret, now) {
    checkBasic(request, secret);
    const webhook = webhookSchema.safeParse(parseBody(request.rawBody, 'Postmark')).data;
    if (!webhook) throw notFrom('Postmark');
    return { events: eventsOf(webhook, now) };
  },
};

function eventsOf(webhook: Webhook, now: number): ReportedEvent[] {
  const meaning = meaningOf(webhook);
  if (!meaning) return [];
  const timestamp = webhook.BouncedAt ?? webhook.DeliveredAt ?? webhook.ReceivedAt ?? webhook.ChangedAt;
  const recipient = webhook.Email ?? webhook.Recipient;
  const url = webhook.OriginalLink;
  return [
    report({
      ...meaning,
      id: idOf('postmark', webhook.MessageID, meaning.type, recipient, timestamp, url),
      at: instantOf(timestamp, now),
      recipient,
      messageId: messageIdIn(webhook.Metadata),
      url,
      userAgent: webhook.UserAgent,
      ip: webhook.Geo?.IP,
    }),
  ];
}

function meaningOf(webhook: Webhook): Meaning | undefined {
  switch (webhook.RecordType) {
    case 'Delivery':
      return { type: 'delivery' };
    case 'Bounce':
      return bounceOf(webhook);
    case 'SpamComplaint':
      return { type: 'complaint', reason: webhook.Details };
    case 'Open':
      return { type: 'open' };
    case 'Click':
      return { type: 'click' };
    case 'SubscriptionChange':
      // Of bounces and complaints, which suppress an address too, the other webhooks tell.
      return webhook.SuppressSending && webhook.SuppressionReason === 'ManualSuppression'
        ? { type: 'unsubscribe' }
        : undefined;
    default:
      return undefined;
  }
}

function bounceOf({ Type = '', Description, Details }: Webhook): Meaning | undefined {
  const kind = BOUNCES.get(Type);
  if (!kind) return undefined;
  const reason = Details || Description;
  return kind.bounceType === 'hard'
    ? { ...kind, bounceType: permanentType(reason ?? ''), reason }
    : { ...kind, reason };
}

const HARD: Meaning = { type: 'bounce', bounceType: 'hard' };
const SOFT: Meaning = { type: 'soft_bounce', bounceType: 'soft' };
const BLOCK: Meaning = { type: 'bounce', bounceType: 'block' };

/**
 * postmarkapp.com/developer/api/bounce-api: Bounce types. Those that are missing here are none: Transient (a delay), AutoResponder, Subscribe,
 * AddressChange, OpenRelayTest, ChallengeVerification, Unconfirmed, InboundError, TemplateRenderingFailed.
 */
const BOUNCES = new Map<string, Meaning>([
  ['HardBounce', HARD],
  ['BadEmailAddress', HARD],
  ['SoftBounce', SOFT],
  ['DnsError', SOFT],
  ['Unknown', SOFT],
  ['SpamNotification', BLOCK],
  ['VirusNotification', BLOCK],
  ['Blocked', BLOCK],
  ['DMARCPolicy', BLOCK],
  ['ManuallyDeactivated', BLOCK],
  ['SMTPApiError', BLOCK],
  ['SpamComplaint', { type: 'complaint' }],
  ['Unsubscribe', { type: 'unsubscribe' }],
]);
