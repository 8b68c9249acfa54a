import { z } from 'zod/v4';
import { normalizeEmail } from './emailAddress';
import { rule } from './validate';

const asDomain = (domain: string): string | undefined =>
  normalizeEmail(`postmaster@${domain.trim()}`)?.slice('postmaster@'.length);

/** As behind the @ of a normalized address: lower case, IDN in ASCII. */
export const domainSchema = z
  .string()
  .superRefine(
    rule(
      (domain) => asDomain(domain) !== undefined,
      'INVALID_INPUT',
      (domain) => `"${domain.slice(0, 100)}" is no domain. Write it as in example.com.`,
    ),
  )
  .transform((domain) => asDomain(domain) ?? domain);

/** A signed address has up to 50 octets and the @ before its domain, and 254 in all (RFC 5321 section 4.5.3.1.3). */
const MAX_RETURN_PATH_DOMAIN = 254 - 51;

const dkimSchema = z.strictObject({
  /** The DNS name of the public key is `<selector>._domainkey.<domain>`. */
  selector: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
      'A DKIM selector is made of lower-case letters, digits and hyphens.',
    )
    .max(100),
  /** PEM: RSA of 1024 to 4096 bits, or Ed25519 (RFC 8463). */
  privateKey: z.string().min(1, 'Give the private key of the DKIM selector, as PEM.').max(10_000),
});

/** What goes with messages whose sender is in a domain. */
export const sendingDomainInputSchema = z.strictObject({
  domain: domainSchema,
  /** Absent or null: not signed here. */
  dkim: dkimSchema.nullable().default(null),
  /** Bounces go to signed addresses in this domain. Null: to the sender. */
  returnPathDomain: domainSchema
    .refine(
      (domain) => domain.length <= MAX_RETURN_PATH_DOMAIN,
      `Choose a return path domain of ${MAX_RETURN_PATH_DOMAIN} characters at most: with the longest address before it, mail servers would refuse it.`,
    )
    .nullable()
    .default(null),
});
export type SendingDomainInput = z.input<typeof sendingDomainInputSchema>;

/** A sending domain as callers see it: the private key never leaves the engine. */
export interface SendingDomain {
  domain: string;
  dkim: { selector: string; algorithm: 'rsa-sha256' | 'ed25519-sha256' } | null;
  returnPathDomain: string | null;
}
