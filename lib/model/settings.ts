import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { networkSchema } from './networks';
import type { Transport } from './transport';
import { headerText } from './validate';

export const senderSchema = z.strictObject({ name: headerText(200).default(''), email: emailSchema });
export type Sender = z.output<typeof senderSchema>;

/** An empty query or fragment counts too: what is added to the URL would stand behind it. */
function hasOnlyAPath(url: string): boolean {
  // Other rules refuse what is no URL.
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return !/[?#]/.test(url) && username === '' && password === '';
}

/** What mail programs may refuse: a one-click unsubscription goes to https only (RFC 8058 section 3.1). */
export const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'Give the public URL as https://mail.example.com.' })
  .max(500)
  .refine(hasOnlyAPath, 'Give the public URL without user, password, ? and #: links add their own to it.')
  .transform((url) => url.replace(/\/+$/, ''));

/** Where nobody chose. */
export const KEEP_ADDRESSES_DAYS = 30;

const PORT_WANTED = 'Choose a port, a whole number from 1 to 65535.';
export const trackingPortSchema = z.int(PORT_WANTED).min(1, PORT_WANTED).max(65_535, PORT_WANTED);

/** Where nobody chose: opens and clicks of a day are most of all there will be. */
export const REPORT_AFTER_HOURS = 24;

export const webhookNetworksSchema = z.array(networkSchema).max(100);

/** Given whole. How a temporary refusal is tried again: after `firstAfterSeconds`, then twice as long each time, with jitter. */
export const retriesSchema = z.strictObject({
  /** The first attempt included. */
  maxAttempts: z.int().min(1).max(20).default(5),
  firstAfterSeconds: z.int().min(1).max(86_400).default(60),
  longestAfterSeconds: z.int().min(1).max(86_400).default(3600),
});
export type Retries = z.output<typeof retriesSchema>;

/** Given whole. Above these shares a campaign is paused, once so many of its messages went out. Null: never. */
export const sendHealthSchema = z.strictObject({
  maxBounceRate: z.number().gt(0).max(1).nullable().default(0.1),
  maxComplaintRate: z.number().gt(0).max(1).nullable().default(0.003),
  /** Above these an event says so, once a campaign. */
  warnBounceRate: z.number().gt(0).max(1).nullable().default(0.05),
  warnComplaintRate: z.number().gt(0).max(1).nullable().default(0.001),
  afterMessages: z.int().min(1).max(1_000_000).default(500),
});
export type SendHealth = z.output<typeof sendHealthSchema>;

export const settingsChangesSchema = z
  .strictObject({
    retries: retriesSchema,
    sendHealth: sendHealthSchema,
    defaultSender: senderSchema.nullable(),
    unsubscribeEmail: emailSchema.nullable(),
    publicUrl: publicUrlSchema.nullable(),
    trackingPort: trackingPortSchema.nullable(),
    keepAddressesDays: z.int().min(0).max(3650),
    reportAfterHours: z.int().min(1).max(720),
    privateWebhookNetworks: webhookNetworksSchema,
  })
  .partial();
export type SettingsChanges = z.input<typeof settingsChangesSchema>;

export interface Settings {
  defaultSender: Sender | null;
  /**
   * Where requests to unsubscribe are mailed as long as there is no public URL. Null: to the reply-to address or the sender of
   * the campaign.
   */
  unsubscribeEmail: string | null;
  /**
   * Where the tracking server is reached from outside. Set it once one answers there: opens and clicks are counted from then on, and
   * unsubscribe links lead to it.
   */
  publicUrl: string | null;
  /** Where it listens, in the engine that launches what is due; usually behind a reverse proxy. Null: it does not. */
  trackingPort: number | null;
  /** How long IP addresses and user agents stay in the event log. */
  keepAddressesDays: number;
  /** How long after its last message a campaign counts as reported. */
  reportAfterHours: number;
  /** Addresses and networks, such as 10.0.0.0/8, that webhooks may be sent to although they are not public. */
  privateWebhookNetworks: string[];
  retries: Retries;
  sendHealth: SendHealth;
  transports: Transport[];
}
