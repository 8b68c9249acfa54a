import { z } from 'zod/v4';
import { domainSchema } from './sendingDomain';
import { rule } from './validate';

/** implicit = TLS from the first byte (RFC 8314, port 465); starttls = required upgrade (RFC 3207); none = plain. */
export const TLS_MODES = ['implicit', 'starttls', 'none'] as const;

/** The transport that a credential carries. */
export const DEFAULT_TRANSPORT = 'default';

/** password = PLAIN or LOGIN (RFC 4954), as the relay offers; xoauth2 = the password is an OAuth 2 access token. */
export const SMTP_LOGINS = ['password', 'xoauth2'] as const;

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
  login: z.enum(SMTP_LOGINS).default('password'),
  user: z.string().max(500).default(''),
  password: z.string().max(5000).default(''),
  messagesPerSecond: z.number().positive('Messages per second must be more than 0.').max(10_000).default(10),
  /** Null: no limit. */
  messagesPerHour: z.int().min(1).max(100_000_000).nullable().default(null),
  messagesPerDay: z.int().min(1).max(1_000_000_000).nullable().default(null),
  warmUp: warmUpSchema.nullable().default(null),
  /** On top of those that the large mailbox providers get anyway. */
  domainLimits: z.array(domainLimitSchema).max(1000).default([]),
  maxConnections: z.int().min(1).max(100).default(5),
  /** Messages on one connection that wait for an answer, where the relay takes CHUNKING: each is in doubt when the line drops. */
  messagesInFlight: z.int().min(1).max(20).default(5),
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
