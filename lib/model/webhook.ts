import { z } from 'zod/v4';
import { eventTypeSchema, type EventType } from './event';
import { listQuerySchema } from './page';
import { storableText } from './validate';
import { standardSecretSchema } from './webhookSecret';

export const MAX_WEBHOOKS = 100;

const URL_WANTED = 'Give the URL of the endpoint, as https://example.com/hooks/mailtarget.';

const endpointUrl = z
  .url({ protocol: /^https?$/, error: URL_WANTED })
  .max(2000, 'The URL of an endpoint has 2,000 characters at most.')
  .refine((url) => {
    // Other rules refuse what is no URL.
    if (!URL.canParse(url)) return true;
    const { username, password, hash } = new URL(url);
    return username === '' && password === '' && hash === '';
  }, 'Give the URL without user, password and #. What is sent is signed, so that the endpoint can check it.');

const events = z
  .array(eventTypeSchema)
  .min(1, 'Choose the events that the endpoint is told of.')
  .transform((types): EventType[] => [...new Set(types)]);

/** Shorter ones can be guessed (Standard Webhooks, "Signature scheme"). */
const secret = standardSecretSchema.refine((text) => {
  const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64').length;
  return bytes >= 24 && bytes <= 64;
}, 'Give a signing secret of 24 to 64 bytes, as whsec_ and base64.');

export const webhookInputSchema = z.strictObject({
  url: endpointUrl,
  events,
  /** Only events of this campaign. Null: of all. */
  campaignId: z.string().nullable().default(null),
  description: storableText(200).default(''),
  /** As `whsec_` and 24 to 64 bytes in base64. Absent: one is made. */
  secret: secret.optional(),
});
export type WebhookInput = z.input<typeof webhookInputSchema>;

export const webhookChangesSchema = z
  .strictObject({
    url: endpointUrl,
    events,
    campaignId: z.string().nullable(),
    description: storableText(200),
    secret,
    enabled: z.boolean(),
  })
  .partial();
export type WebhookChanges = z.input<typeof webhookChangesSchema>;

export interface Webhook {
  id: string;
  url: string;
  events: EventType[];
  campaignId: string | null;
  description: string;
  enabled: boolean;
  /** Why it was switched off, when nobody asked for it. */
  disabledReason: string | null;
  /** Since when it has taken nothing, and what it said last; null while it is well. */
  failingSince: string | null;
  lastError: string | null;
  /** When it is tried again; null while it is well, or switched off. */
  nextAttemptAt: string | null;
  lastDeliveredAt: string | null;
  /** How many batches it did not take in a day. */
  deadLetters: number;
  createdAt: string;
}

export interface WebhookWithSecret extends Webhook {
  secret: string;
}

export interface WebhookTestResult {
  /** What it answered. */
  status: number;
  milliseconds: number;
}

export const webhookListQuerySchema = listQuerySchema;
export type WebhookListQuery = z.input<typeof webhookListQuerySchema>;

export const deadLetterListQuerySchema = listQuerySchema.omit({ search: true });
export type DeadLetterListQuery = z.input<typeof deadLetterListQuerySchema>;

/** A batch of events that an endpoint did not take. */
export interface DeadLetter {
  id: string;
  /** What it said last. */
  error: string;
  attempts: number;
  firstAttemptAt: string;
  lastAttemptAt: string;
}
