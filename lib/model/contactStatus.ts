import { z } from 'zod/v4';

/** Only `active` contacts receive campaigns. `pending` have not confirmed yet. */
export const CONTACT_STATUSES = ['active', 'pending', 'unsubscribed', 'hard_bounce'] as const;
export const contactStatusSchema = z.enum(
  CONTACT_STATUSES,
  `Choose a status: ${CONTACT_STATUSES.join(', ')}.`,
);
export type ContactStatus = z.infer<typeof contactStatusSchema>;

/** How close a contact is, as the operator sees it. */
export const FUNNEL_STATUSES = ['aware', 'engaged', 'customer', 'loyal_customer', 'promoter'] as const;
export const funnelStatusSchema = z.enum(
  FUNNEL_STATUSES,
  `Choose a funnel status: ${FUNNEL_STATUSES.join(', ')}.`,
);
export type FunnelStatus = z.infer<typeof funnelStatusSchema>;
