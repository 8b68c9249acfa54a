import { DELIVERY_EVENT_TYPES, type EventType } from '../../model';
import type { WebhookEvent, WebhookPayload } from './payload';

const BY_PERSON = {
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

/** What a type brings along. */
const RAW: Partial<Record<EventType, WebhookEvent['raw']>> = {
  open: BY_PERSON,
  click: { link: 0, url: 'https://example.com/harvest', ...BY_PERSON },
  bounce: { reason: '550 5.1.1 No such user', bounceType: 'hard' },
  soft_bounce: { reason: '452 4.2.2 The mailbox is full', bounceType: 'soft' },
  out_of_band: { reason: '550 5.1.1 No such user', bounceType: 'hard' },
  health_warning: { reason: '6 % of the messages bounced.' },
};

/** What each of these events looks like. Its ids are its own: whoever drops what came before drops nothing real for it. */
export function samplePayload(
  batchId: string,
  { events, campaignId, now }: { events: readonly EventType[]; campaignId: string; now: string },
): WebhookPayload {
  const isOfDelivery = (type: EventType) => (DELIVERY_EVENT_TYPES as readonly EventType[]).includes(type);
  return {
    batchId,
    retryCount: 0,
    test: true,
    events: events.map((event) => ({
      eventId: `${batchId}-${event}`,
      event,
      timestamp: now,
      recipient: isOfDelivery(event) ? 'ana@example.com' : null,
      contactId: isOfDelivery(event) ? '42' : null,
      campaignId,
      messageId: isOfDelivery(event) ? `<${campaignId}.42.0@example.com>` : null,
      raw: RAW[event] ?? {},
    })),
  };
}
