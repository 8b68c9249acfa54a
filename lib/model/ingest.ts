import { z } from 'zod/v4';
import type { BounceType } from './delivery';
import type { DeliveryEventType } from './event';
import { providerSecretSchema } from './provider';

export const MAX_MAIL_MB = 10;
const base64Of = (megabytes: number, sentence: string) =>
  z.base64(sentence).max(Math.ceil((megabytes * 1024 * 1024 * 4) / 3) + 4, sentence);

export const mailIngestInputSchema = z.strictObject({
  /** The whole mail with its headers (RFC 5322), in base64. Of a larger one its first 10 MB are enough. */
  raw: base64Of(
    MAX_MAIL_MB,
    `Give the whole mail as it came, in base64, and of a large one its first ${MAX_MAIL_MB} MB.`,
  ),
});
export type MailIngestInput = z.input<typeof mailIngestInputSchema>;

export const providerIngestInputSchema = z.strictObject({
  secret: providerSecretSchema,
  headers: z.record(z.string().max(200), z.string().max(10_000).optional()),
  /** The body as it came, in base64: signatures are over its bytes. */
  body: base64Of(5, 'Give the body of the webhook as it came, in base64, of 5 MB at most.'),
});
export type ProviderIngestInput = z.input<typeof providerIngestInputSchema>;

/** What was reported, and what became of the report. */
export interface IngestedEvent {
  type: DeliveryEventType;
  /** recorded = it was new; known = it was told before; unmatched = it is about no delivery of this store. */
  outcome: 'recorded' | 'known' | 'unmatched';
  /** The recipient's address; null where nobody is named. */
  email: string | null;
  campaignId: string | null;
  contactId: string | null;
  reason: string | null;
  bounceType: BounceType | null;
}

export interface IngestResult {
  events: IngestedEvent[];
  /** Why a mail reports nothing; null where it does, and for a webhook. */
  ignored: 'auto-reply' | 'delayed' | 'delivered' | 'not a report' | null;
}
