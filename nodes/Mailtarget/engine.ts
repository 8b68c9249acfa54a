import { homedir } from 'node:os';
import { join } from 'node:path';
import type {
  IExecuteFunctions,
  IHookFunctions,
  ILoadOptionsFunctions,
  ITriggerFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';
import { type HeldEngine, holdEngine, openEngine } from '../../lib/host';
import { type EmailMarketing, type EngineOptions, MailtargetError } from '../../lib/model';
import { toList } from './parameters/read';
import { isInQueueMode, isWebhookProcess, isWorker } from './queueMode';
import { type LimitFields, limitOptions } from './limits';

/** The fields of the credential `mailtargetEngine`. n8n leaves out what its other fields hide. */
export interface EngineCredential extends LimitFields {
  database: 'sqlite' | 'postgres';
  dataFolder?: string;
  postgresUrl?: string;
  encryptionKey?: string;
  host: string;
  port: number;
  tls: 'starttls' | 'implicit' | 'none';
  /** Not in credentials that were saved before there was a choice. */
  login?: 'password' | 'xoauth2';
  user: string;
  password: string;
  allowUnauthorizedCerts?: boolean;
  messagesPerSecond: number;
  senderEmail: string;
  senderName: string;
  /** Not in credentials that were saved before there was one. */
  unsubscribeEmail?: string;
  publicUrl?: string;
  /** 0 for none. */
  trackingPort?: number;
  /** Separated by commas. */
  privateWebhookNetworks?: string;
}

/** The engine behind the credential of the node; one and the same for every node of this n8n process. */
export async function engineOf(
  context: IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions,
  itemIndex?: number,
): Promise<EmailMarketing> {
  return await openEngine(await optionsOf(context, itemIndex));
}

/** As `engineOf`, kept until it is released: a host keeps the engine running, a guest only waits for an answer. */
export async function holdEngineOf(
  context: IExecuteFunctions | ITriggerFunctions | IWebhookFunctions,
  as: 'host' | 'guest',
  itemIndex?: number,
): Promise<HeldEngine> {
  return await holdEngine(await optionsOf(context, itemIndex), as);
}

async function optionsOf(
  context: IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | ITriggerFunctions | IWebhookFunctions,
  itemIndex?: number,
): Promise<EngineOptions> {
  const credential = await context.getCredentials<EngineCredential>('mailtargetEngine', itemIndex);
  return {
    ...storeOptions(credential),
    // It only answers; campaigns are left to the other processes.
    ...(isWebhookProcess() && { launchesDue: false }),
    // There may be several on a machine, and links lead to the main process.
    ...(isWorker() && { listens: false }),
    relay: relayOptions(credential),
    defaultSender: senderOptions(credential),
    unsubscribeEmail: credential.unsubscribeEmail || null,
    // Credentials that were saved before there was tracking say nothing about it.
    ...(credential.publicUrl !== undefined && { publicUrl: credential.publicUrl || null }),
    ...(credential.trackingPort !== undefined && { trackingPort: Number(credential.trackingPort) || null }),
    ...(credential.privateWebhookNetworks !== undefined && {
      privateWebhookNetworks: toList(credential.privateWebhookNetworks),
    }),
  };
}

/**
 * Enough to open the store, without a word about relay and sender.
 * @throws MailtargetError NOT_SUPPORTED for the embedded database in n8n's queue mode
 */
export function storeOptions(credential: EngineCredential): EngineOptions {
  if (credential.database === 'sqlite' && isInQueueMode()) {
    throw new MailtargetError(
      'NOT_SUPPORTED',
      'This n8n runs in queue mode, which is several processes, and the embedded database serves one. Choose Postgres as the database.',
      { field: 'database' },
    );
  }
  return {
    database:
      credential.database === 'postgres'
        ? { type: 'postgres', url: credential.postgresUrl ?? '' }
        : { type: 'sqlite', folder: credential.dataFolder || defaultDataFolder() },
    encryptionKey: credential.encryptionKey || undefined,
  };
}

/** An expression in a credential yields text, so numbers are made of port and rate here. */
export function relayOptions(credential: EngineCredential): NonNullable<EngineOptions['relay']> {
  return {
    host: credential.host,
    port: Number(credential.port),
    tls: credential.tls,
    allowUnauthorizedCerts: credential.allowUnauthorizedCerts ?? false,
    login: credential.login ?? 'password',
    user: credential.user,
    password: credential.password,
    messagesPerSecond: Number(credential.messagesPerSecond),
    ...limitOptions(credential),
  };
}

/** An empty one is none, also where another credential on the same store has set one. */
export function senderOptions({ senderEmail, senderName }: EngineCredential): EngineOptions['defaultSender'] {
  return senderEmail ? { name: senderName, email: senderEmail } : null;
}

/** Beside n8n's own data, where the volume of a container is mounted. */
function defaultDataFolder(): string {
  return join(process.env['N8N_USER_FOLDER'] ?? homedir(), '.n8n', 'mailtarget');
}
