import { z } from 'zod/v4';
import { type Contact, sourceSchema } from './contact';
import { emailSchema } from './emailAddress';
import type { DeliveryStatus } from './delivery';
import type { Suppression } from './suppression';
import { headerText, storableText } from './validate';
import { senderSchema } from './settings';

/** What happened to a person's consent, with its time and source on record. */
export const CONSENT_ACTIONS = ['requested', 'confirmed', 'unsubscribed', 'resubscribed'] as const;
export type ConsentAction = (typeof CONSENT_ACTIONS)[number];

export const consentSourceSchema = z.strictObject({ source: sourceSchema.optional() });
export type ConsentSource = z.input<typeof consentSourceSchema>;

/**
 * The message that asks for the confirmation. Subject and body take variables; `{{confirm_url}}` is the link, and the body must have it.
 */
export const confirmationInputSchema = z.strictObject({
  subject: headerText(900).optional(),
  /** HTML. */
  body: storableText(500_000).optional(),
  sender: senderSchema.optional(),
  replyTo: emailSchema.optional(),
  /**
   * The page that people come to, which passes the `token` of its query on to `consent.confirm`. Absent, the public URL of the
   * settings has it.
   */
  confirmUrl: z
    .url({ protocol: /^https?$/, error: 'Give the page as https://example.com/confirm.' })
    .max(1000)
    .optional(),
  source: sourceSchema.optional(),
});
export type ConfirmationInput = z.input<typeof confirmationInputSchema>;

/** A public label, as people choose it for themselves. */
export interface Topic {
  labelId: string;
  name: string;
  subscribed: boolean;
}

/** Everything that is held on one person. */
export interface PersonalData {
  /** Null of an address that is only on the suppression list. */
  contact: Contact | null;
  suppression: Suppression | null;
  /** Oldest first. */
  consents: { action: ConsentAction; source: string | null; at: string }[];
  /** Oldest campaign first. */
  deliveries: {
    campaignId: string;
    subject: string;
    status: DeliveryStatus;
    reason: string | null;
    updatedAt: string;
    openedAt: string | null;
    clickedAt: string | null;
  }[];
  /** Oldest first. */
  events: { campaignId: string; type: string; reason: string | null; timestamp: string }[];
}
