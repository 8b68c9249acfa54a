import { z } from 'zod/v4';
import type { BounceType } from './delivery';
import { listQuerySchema } from './page';
import { storableText } from './validate';

/**
 * What can happen to a delivery. bounce: refused for good; soft_bounce: refused for now until retries were used up; out_of_band: a failure
 * that was reported by mail after the message had been accepted.
 */
export const DELIVERY_EVENT_TYPES = [
  'delivery',
  'bounce',
  'soft_bounce',
  'open',
  'click',
  'complaint',
  'unsubscribe',
  'out_of_band',
] as const;
export type DeliveryEventType = (typeof DELIVERY_EVENT_TYPES)[number];

/** What can happen to a campaign. */
export const CAMPAIGN_EVENT_TYPES = [
  'scheduled',
  'cancelled',
  'launched',
  'returned_to_draft',
  'paused',
  'resumed',
  'stopped',
  'sent',
  'reported',
  'health_warning',
] as const;

export const EVENT_TYPES = [...CAMPAIGN_EVENT_TYPES, ...DELIVERY_EVENT_TYPES] as const;
export const eventTypeSchema = z.enum(
  EVENT_TYPES,
  `There is no such event. There are ${EVENT_TYPES.join(', ')}.`,
);
export type EventType = z.infer<typeof eventTypeSchema>;

export interface MailtargetEvent {
  campaignId: string;
  /** Counts up through the log; later events have greater numbers. */
  sequence: number;
  type: EventType;
  /** The contact of the delivery it happened to; null for an event of the campaign itself. */
  contactId: string | null;
  /** That contact's address, as it is now. */
  email: string | null;
  /** In words: the bounce's reply, the reason for a return to draft. */
  reason: string | null;
  bounceType: BounceType | null;
  /** Of a click: the number of the link in its message, and where it led. */
  link: number | null;
  url: string | null;
  /** What kind of machine it was, as far as one can tell; null for a person, and where nobody can say. */
  machine: string | null;
  /** Kept for a while only. */
  ip: string | null;
  userAgent: string | null;
  timestamp: string;
}

export const eventListQuerySchema = listQuerySchema
  .omit({ search: true })
  .extend({ campaignId: z.string(), type: eventTypeSchema.optional() });
export type EventListQuery = z.input<typeof eventListQuerySchema>;

/** That are read from the log at a time. */
export const MAX_EVENTS = 1000;

export const eventFollowQuerySchema = z.strictObject({
  /** The position that was given before. Absent: the end of the log, as it is now. */
  after: z.string().max(50).optional(),
  limit: z.int().min(1).max(MAX_EVENTS).optional(),
  types: z.array(eventTypeSchema).min(1, 'Name the types of events, or leave them out.').optional(),
  campaignId: z.string().optional(),
});
export type EventFollowQuery = z.input<typeof eventFollowQuerySchema>;

export const nextEventsQuerySchema = eventFollowQuerySchema
  .omit({ after: true })
  .extend({ follower: storableText(200).min(1, 'Name who follows the log.') });
export type NextEventsQuery = z.input<typeof nextEventsQuerySchema>;

export const eventBatchSchema = z.strictObject({ follower: z.string().max(200), batch: z.string().max(50) });
export type EventBatch = z.input<typeof eventBatchSchema>;

/** The next events for a follower. */
export interface NextEvents {
  events: MailtargetEvent[];
  /** To be acknowledged once they were dealt with; null where there are none. */
  batch: string | null;
}

export interface FollowedEvents {
  events: MailtargetEvent[];
  /** To go on from: once, and only once, what was read has been dealt with. */
  position: string;
}
