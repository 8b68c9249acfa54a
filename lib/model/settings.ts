import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { headerText, rule } from './validate';

/** implicit = TLS from the first byte (RFC 8314, port 465); starttls = required upgrade (RFC 3207); none = plain. */
export const TLS_MODES = ['implicit', 'starttls', 'none'] as const;

/** The transport every campaign leaves through, as long as there is only one. */
export const DEFAULT_TRANSPORT = 'default';

const transportFields = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'A transport id is a short lower-case word.')
    .default(DEFAULT_TRANSPORT),
  host: z.string().trim().min(1, 'Name the SMTP host.').max(255),
  port: z.int().min(1).max(65_535),
  tls: z.enum(TLS_MODES).default('starttls'),
  /** Accept a certificate that cannot be verified, e.g. a self-signed one on a private relay. */
  allowUnauthorizedCerts: z.boolean().default(false),
  user: z.string().max(500).default(''),
  password: z.string().max(5000).default(''),
  messagesPerSecond: z.number().positive('Messages per second must be more than 0.').max(10_000).default(10),
  maxConnections: z.int().min(1).max(100).default(5),
});
/** Nothing would log in, and nothing would say so. */
const passwordHasUser = rule<{ user: string; password: string }>(
  ({ user, password }) => !password || user.trim() !== '',
  'INVALID_INPUT',
  'Enter the SMTP user that goes with the password.',
);

export const transportInputSchema = transportFields.superRefine(passwordHasUser);
/** A credential carries one relay; it becomes the transport `default`. */
export const relaySchema = transportFields.omit({ id: true }).superRefine(passwordHasUser);
export type TransportInput = z.input<typeof transportInputSchema>;
/** A transport with its password, as the delivery room needs it. Never leaves the engine. */
export type TransportConfig = z.output<typeof transportInputSchema>;
/** A transport as callers see it. */
export type Transport = Omit<TransportConfig, 'password'> & { hasPassword: boolean };

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

export const settingsChangesSchema = z
  .strictObject({
    defaultSender: senderSchema.nullable(),
    unsubscribeEmail: emailSchema.nullable(),
    publicUrl: publicUrlSchema.nullable(),
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
  /** Where the tracking server is reached from outside. Set it once one answers there: unsubscribe links lead to it. */
  publicUrl: string | null;
  transports: Transport[];
}
