import { z } from 'zod/v4';
import { listQuerySchema } from './page';

/** What can happen to a campaign, and to one of its deliveries. */
export const EVENT_TYPES = [
  'scheduled',
  'cancelled',
  'launched',
  'returned_to_draft',
  'paused',
  'resumed',
  'stopped',
  'sent',
  'bounce',
  'soft_bounce',
  'complaint',
] as const;
export const eventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof eventTypeSchema>;

export interface MailtargetEvent {
  campaignId: string;
  /** Counts up through the log; later events have greater numbers. */
  sequence: number;
  type: EventType;
  /** The contact of the delivery it happened to; null for an event of the campaign itself. */
  contactId: string | null;
  /** In words: the bounce's reply, the reason for a return to draft. */
  reason: string | null;
  timestamp: string;
}

export const eventListQuerySchema = listQuerySchema
  .omit({ search: true })
  .extend({ campaignId: z.string(), type: eventTypeSchema.optional() });
export type EventListQuery = z.input<typeof eventListQuerySchema>;
