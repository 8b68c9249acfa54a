import { z } from 'zod/v4';
import { domainSchema } from './sendingDomain';
import { rule } from './validate';

/** implicit = TLS from the first byte (RFC 8314, port 465); starttls = required upgrade (RFC 3207); none = plain. */
export const TLS_MODES = ['implicit', 'starttls', 'none'] as const;

/** The transport that a credential carries. */
export const DEFAULT_TRANSPORT = 'default';

/** smtp = an SMTP relay; transmission = Mailtarget's Transmission API. */
export const TRANSPORT_TYPES = ['smtp', 'transmission'] as const;
export type TransportType = (typeof TRANSPORT_TYPES)[number];

/** password = PLAIN or LOGIN (RFC 4954), as the relay offers; xoauth2 = the password is an OAuth 2 access token. */
export const SMTP_LOGINS = ['password', 'xoauth2'] as const;

/** Where the Transmission API takes messages. */
export const TRANSMISSION_URL = 'https://transmission.mailtarget.co/v1/layang/transmissions';

/** The volume of a day, counted from the first: `firstDay` grows by `growth` each day, until it is no limit any more. */
const warmUpSchema = z.strictObject({
  /** The first day begins at this instant; each lasts 24 hours. */
  startedAt: z.iso.datetime({ offset: true, error: 'Give the start as in 2026-01-31T08:00:00Z.' }),
  firstDay: z.int().min(1).max(1_000_000).default(50),
  growth: z.number().gt(1, 'A warm-up grows: by 1.5 for example.').max(10).default(1.5),
  days: z.int().min(1).max(365).default(30),
});
export type WarmUp = z.output<typeof warmUpSchema>;

/** Limits for recipients of some domains, on one transport. */
const domainLimitSchema = z.strictObject({
  /** `*` stands for each domain that no other limit names, for itself. */
  domains: z
    .array(z.union([z.literal('*'), domainSchema]))
    .min(1, 'Name the domains of the limit.')
    .max(1000),
  messagesPerSecond: z.number().positive('Messages per second must be more than 0.').max(10_000),
  maxConnections: z.int().min(1).max(100).default(100),
});
export type DomainLimit = z.output<typeof domainLimitSchema>;

const ID_WANTED = 'A transport id is a short lower-case word.';

export const transportIdSchema = z.string(ID_WANTED).regex(/^[a-z][a-z0-9_-]{0,31}$/, ID_WANTED);

const WEIGHT_WANTED = 'A weight is a number from 0 to 1000000.';
const PORT_WANTED = 'Give the port of the relay, a whole number from 1 to 65535.';

/** What every transport has: which messages it gets, and how fast. */
const common = {
  /**
   * Its part of the messages that several transports may carry. Null: its messages per second, so that all are done at the same time.
   * 0: it stands by, for when none of the others can send.
   */
  weight: z
    .number(WEIGHT_WANTED)
    .min(0, WEIGHT_WANTED)
    .max(1_000_000, WEIGHT_WANTED)
    .nullable()
    .default(null),
  /**
   * Senders in these domains, and in domains below them, are sent through this transport and others that name them, and it carries
   * nobody else's messages. Empty: it carries what no transport is named for.
   */
  senderDomains: z.array(domainSchema).max(1000).default([]),
  messagesPerSecond: z.number().positive('Messages per second must be more than 0.').max(10_000).default(10),
  /** Null: no limit. */
  messagesPerHour: z.int().min(1).max(100_000_000).nullable().default(null),
  messagesPerDay: z.int().min(1).max(1_000_000_000).nullable().default(null),
  warmUp: warmUpSchema.nullable().default(null),
  /** With a relay on top of those that the large mailbox providers get anyway. */
  domainLimits: z.array(domainLimitSchema).max(1000).default([]),
  maxConnections: z.int().min(1).max(100).default(5),
};

const smtpFields = z.strictObject({
  id: transportIdSchema.default(DEFAULT_TRANSPORT),
  type: z.literal('smtp').default('smtp'),
  ...common,
  host: z.string('Name the SMTP host.').trim().min(1, 'Name the SMTP host.').max(255),
  port: z.int(PORT_WANTED).min(1, PORT_WANTED).max(65_535, PORT_WANTED),
  tls: z.enum(TLS_MODES).default('starttls'),
  /** Accept a certificate that cannot be verified, e.g. a self-signed one on a private relay. */
  allowUnauthorizedCerts: z.boolean().default(false),
  login: z.enum(SMTP_LOGINS).default('password'),
  user: z.string().max(500).default(''),
  password: z.string().max(5000).default(''),
  /** Messages on one connection that wait for an answer, where the relay takes CHUNKING: each is in doubt when the line drops. */
  messagesInFlight: z.int().min(1).max(20).default(5),
});

/** Nothing would log in, and nothing would say so. */
const passwordHasUser = rule<{ user: string; password: string }>(
  ({ user, password }) => !password || user.trim() !== '',
  'INVALID_INPUT',
  'Enter the SMTP user that goes with the password.',
  ['user'],
);

/** The key travels with each request: in the clear to this machine alone. */
function isSafeForAKey(url: string): boolean {
  // Other rules refuse what is no URL.
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function hasNoPassword(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

const KEY_WANTED = 'Enter the API key of Mailtarget: one word, as it was given to you.';

const smtpSchema = smtpFields.superRefine(passwordHasUser);
const transmissionSchema = z.strictObject({
  id: transportIdSchema,
  type: z.literal('transmission'),
  ...common,
  url: z
    .url({ protocol: /^https?$/, error: `Give the URL of the API as ${TRANSMISSION_URL}.` })
    .max(500)
    .refine(hasNoPassword, 'Leave the password out of the URL: the API takes a key.')
    .refine(isSafeForAKey, 'Give a URL with https: the API key would travel in the clear.')
    .default(TRANSMISSION_URL),
  apiKey: z
    .string(KEY_WANTED)
    .trim()
    .regex(/^[\x21-\x7e]+$/, KEY_WANTED)
    .max(5000),
});

/** What names no type is an SMTP relay. */
export const transportInputSchema = z.preprocess(
  (input) =>
    typeof input === 'object' && input !== null && (input as { type?: unknown }).type === undefined
      ? { ...input, type: 'smtp' }
      : input,
  z.discriminatedUnion('type', [smtpSchema, transmissionSchema], {
    error: 'A transport is of type smtp or transmission.',
  }),
);
/** A credential carries one relay; it becomes the transport `default`. */
export const relaySchema = smtpFields.omit({ id: true, type: true }).superRefine(passwordHasUser);

export type TransportInput = z.input<typeof smtpSchema> | z.input<typeof transmissionSchema>;
/** An SMTP relay with its password, as the delivery room needs it. Never leaves the engine. */
export type SmtpConfig = z.output<typeof smtpSchema>;
/** The Transmission API with its key. Never leaves the engine. */
export type TransmissionConfig = z.output<typeof transmissionSchema>;
export type TransportConfig = SmtpConfig | TransmissionConfig;

/** A transport as callers see it. */
export type Transport =
  (Omit<SmtpConfig, 'password'> & { hasPassword: boolean }) | Omit<TransmissionConfig, 'apiKey'>;
