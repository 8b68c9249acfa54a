import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { publicUrlSchema, senderSchema, trackingPortSchema, webhookNetworksSchema } from './settings';
import { relaySchema } from './transport';

/**
 * What an engine needs to start. The relay and the settings that are given are written to the store at every start,
 * so that the credential in n8n is the one place to change them.
 */
export const engineOptionsSchema = z.strictObject({
  database: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('sqlite'), folder: z.string().min(1, 'Name the data folder.') }),
    z.strictObject({
      type: z.literal('postgres'),
      url: z.string().regex(/^postgres(ql)?:\/\//, 'A Postgres URL starts with postgres://'),
    }),
  ]),
  /**
   * Encrypts the secrets in the store. Without one the embedded store keeps a random key in a file beside the
   * database; Postgres needs one, because every process must have the same.
   */
  encryptionKey: z.string().max(1000).optional(),
  relay: relaySchema.optional(),
  /** Null clears it; absent leaves what is stored. */
  defaultSender: senderSchema.nullable().optional(),
  /** Null clears it; absent leaves what is stored. */
  unsubscribeEmail: emailSchema.nullable().optional(),
  /** Null clears it; absent leaves what is stored. */
  publicUrl: publicUrlSchema.nullable().optional(),
  /** Null clears it; absent leaves what is stored. */
  trackingPort: trackingPortSchema.nullable().optional(),
  /** Absent leaves what is stored. */
  privateWebhookNetworks: webhookNetworksSchema.optional(),
  /** False for whoever only wants an answer: campaigns that are due, or are being sent, are left to another engine. */
  launchesDue: z.boolean().default(true),
  /** False where the links of messages lead to another process: no port is opened. */
  listens: z.boolean().default(true),
});
export type EngineOptions = z.input<typeof engineOptionsSchema>;

/** The settings that options carry. */
export type GivenSettings = Pick<
  EngineOptions,
  'defaultSender' | 'unsubscribeEmail' | 'publicUrl' | 'trackingPort' | 'privateWebhookNetworks'
>;

/** Those that are given. */
export function givenSettings({
  defaultSender,
  unsubscribeEmail,
  publicUrl,
  trackingPort,
  privateWebhookNetworks,
}: GivenSettings): GivenSettings {
  const all = { defaultSender, unsubscribeEmail, publicUrl, trackingPort, privateWebhookNetworks };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
