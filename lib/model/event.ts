import { z } from 'zod/v4';
import type { BounceType } from './delivery';
import { instantSchema } from './instant';
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

/** That are read from the log at a time. */
export const MAX_EVENTS = 1000;

const typesSchema = z.array(eventTypeSchema).min(1, 'Name the types of events, or leave them out.');
const positionSchema = z.string().max(50);

export const EVENT_ORDERS = ['oldest', 'newest'] as const;
export type EventOrder = (typeof EVENT_ORDERS)[number];

export const eventListQuerySchema = z
  .strictObject({
    /** Absent: of all campaigns. */
    campaignId: z.string().optional(),
    /** By its id or its email: what happened to messages for it. */
    contact: z.string().optional(),
    types: typesSchema.optional(),
    /** When it happened: from this instant on. */
    from: instantSchema.optional(),
    /** And before this one. */
    until: instantSchema.optional(),
    /** Which come first, as they were recorded. */
    order: z.enum(EVENT_ORDERS, 'The order is oldest or newest.').default('oldest'),
    limit: z.int().min(1).max(MAX_EVENTS).default(50),
    /** `next` of the part before this one. */
    after: positionSchema.optional(),
  })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'The end must be later than the beginning.',
  });
export type EventListQuery = z.input<typeof eventListQuerySchema>;

/** A part of the log. */
export interface EventList {
  /** Where the query leaves most of the log out there may be few of them, or none, and more behind `next` all the same. */
  data: MailtargetEvent[];
  /** Where the part after this one begins; null at the end. */
  next: string | null;
}

export const eventFollowQuerySchema = z.strictObject({
  /** The position that was given before. Absent: the end of the log, as it is now. */
  after: positionSchema.optional(),
  limit: z.int().min(1).max(MAX_EVENTS).optional(),
  types: typesSchema.optional(),
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
