import type { MailtargetEvent } from '../../model';

/** An event as an endpoint is told of it. */
export interface WebhookEvent {
  /** Unique within a store: what comes again has the same. */
  eventId: string;
  event: MailtargetEvent['type'];
  timestamp: string;
  /** Null for an event of the campaign itself, and once the contact is erased. */
  recipient: string | null;
  contactId: string | null;
  campaignId: string;
  /** The header of the message that it is about, with its angle brackets. Null for an event of the campaign itself. */
  messageId: string | null;
  /** Only what there is. */
  raw: Partial<
    Pick<MailtargetEvent, 'reason' | 'bounceType' | 'link' | 'url' | 'machine' | 'ip' | 'userAgent'>
  >;
}

/** What an endpoint is sent: the form of Mailtarget's own batches. */
export interface WebhookPayload {
  batchId: string;
  /** How often it was tried before. */
  retryCount: number;
  /** Nothing of it happened. */
  test?: true;
  events: WebhookEvent[];
}

export function toWebhookEvent(event: MailtargetEvent, messageId: string | null): WebhookEvent {
  const { reason, bounceType, link, url, machine, ip, userAgent } = event;
  const raw = { reason, bounceType, link, url, machine, ip, userAgent };
  return {
    eventId: `${event.campaignId}-${event.sequence}`,
    event: event.type,
    timestamp: event.timestamp,
    recipient: event.email,
    contactId: event.contactId,
    campaignId: event.campaignId,
    messageId,
    raw: Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null)),
  };
}
