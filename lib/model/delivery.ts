import { z } from 'zod/v4';
import { listQuerySchema } from './page';

/**
 * One campaign's message to one contact. bounced = refused for good; failed = we could not make or hand over the
 * message; skipped = no longer eligible when its turn came.
 */
export const DELIVERY_STATUSES = ['pending', 'sending', 'sent', 'bounced', 'failed', 'skipped'] as const;
export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

export interface Delivery {
  campaignId: string;
  contactId: string;
  /** Null when the contact was deleted since. */
  email: string | null;
  status: DeliveryStatus;
  /** What the transport answered, or why it was skipped. */
  reason: string | null;
  /** How often the message was handed to a transport. */
  attempts: number;
  updatedAt: string;
}

export const deliveryListQuerySchema = listQuerySchema
  .omit({ search: true })
  .extend({ status: deliveryStatusSchema.optional() });
export type DeliveryListQuery = z.input<typeof deliveryListQuerySchema>;
