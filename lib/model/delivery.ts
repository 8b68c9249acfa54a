import { z } from 'zod/v4';
import { listQuerySchema } from './page';

/**
 * One campaign's message to one contact. bounced = refused for good; failed = we could not make or hand over the
 * message; skipped = no longer eligible when its turn came.
 */
export const DELIVERY_STATUSES = ['pending', 'sending', 'sent', 'bounced', 'failed', 'skipped'] as const;
export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

/**
 * hard = the mailbox or its domain is not there: nothing is sent to it again. soft = temporary, and the retries are used up. block =
 * refused for a policy, a reputation or the content: says nothing about the address.
 */
export const BOUNCE_TYPES = ['hard', 'soft', 'block'] as const;
export type BounceType = (typeof BOUNCE_TYPES)[number];

export interface Delivery {
  campaignId: string;
  contactId: string;
  /** Null when the contact was deleted since. */
  email: string | null;
  status: DeliveryStatus;
  /** What the transport answered, or why it was skipped. */
  reason: string | null;
  /** Of a bounce. */
  bounceType: BounceType | null;
  /** The transport that it was last handed to. */
  transportId: string | null;
  /** How often the message was handed to a transport. */
  attempts: number;
  updatedAt: string;
}

export const deliveryListQuerySchema = listQuerySchema
  .omit({ search: true })
  .extend({ status: deliveryStatusSchema.optional() });
export type DeliveryListQuery = z.input<typeof deliveryListQuerySchema>;
