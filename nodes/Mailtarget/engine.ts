import { homedir } from 'node:os';
import { join } from 'node:path';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { openEngine } from '../../lib/host';
import type { EmailMarketing, EngineOptions } from '../../lib/model';

/** The fields of the credential `mailtargetEngine`. n8n leaves out what its other fields hide. */
export interface EngineCredential {
  database: 'sqlite' | 'postgres';
  dataFolder?: string;
  postgresUrl?: string;
  encryptionKey?: string;
  host: string;
  port: number;
  tls: 'starttls' | 'implicit' | 'none';
  user: string;
  password: string;
  allowUnauthorizedCerts?: boolean;
  messagesPerSecond: number;
  senderEmail: string;
  senderName: string;
  /** Not in credentials that were saved before there was one. */
  unsubscribeEmail?: string;
}

/** The engine behind the credential of the node; one and the same for every node of this n8n process. */
export async function engineOf(
  context: IExecuteFunctions | ILoadOptionsFunctions,
  itemIndex?: number,
): Promise<EmailMarketing> {
  const credential = await context.getCredentials<EngineCredential>('mailtargetEngine', itemIndex);
  return await openEngine({
    ...storeOptions(credential),
    relay: relayOptions(credential),
    defaultSender: senderOptions(credential),
    unsubscribeEmail: credential.unsubscribeEmail || null,
  });
}

/** Enough to open the store, without a word about relay and sender. */
export function storeOptions(credential: EngineCredential): EngineOptions {
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
    user: credential.user,
    password: credential.password,
    messagesPerSecond: Number(credential.messagesPerSecond),
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
