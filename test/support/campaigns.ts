import { Readable } from 'node:stream';
import type { ParsedMail } from 'mailparser';
import type {
  BasicReport,
  CampaignInput,
  EmailMarketing,
  EngineOptions,
  ErrorDetails,
  MailtargetError,
} from '../../lib/model';
import type { Database } from './databases';
import { eventually } from './eventually';
import type { TestSmtpServer } from './smtpServer';

type Relay = Pick<TestSmtpServer, 'host' | 'port'>;

/** Options for an engine on this database that sends through this server, fast. */
export const engineOptions = (database: Database, relay?: Relay): EngineOptions => ({
  database,
  encryptionKey: 'a key for the tests',
  defaultSender: { name: 'The Roastery', email: 'news@roastery.example' },
  ...(relay ? { relay: relayOptions(relay) } : {}),
});

export const relayOptions = ({ host, port }: Relay) => ({
  host,
  port,
  tls: 'none' as const,
  messagesPerSecond: 1000,
  maxConnections: 3,
});

/** Active contacts c1@example.com, c2@example.com, … with the label `news`; returns the label's id. */
export async function addSubscribers(api: EmailMarketing, count: number): Promise<string> {
  const rows = Array.from(
    { length: count },
    (_, index) => `c${index + 1}@example.com,First${index + 1},news`,
  );
  await api.contacts.import(csvStream(['email,first_name,labels', ...rows].join('\n')));
  const { data } = await api.labels.list({ search: 'news' });
  return data[0]!.id;
}

export const csvStream = (text: string): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from([Buffer.from(text)])) as ReadableStream<Uint8Array>;

/** A draft to everyone with the label. */
export const newsletter = (labelId: string, changes: Partial<CampaignInput> = {}): CampaignInput => ({
  subject: 'Hello {{first_name}}',
  body: '<p>Dear {{first_name}},</p><p>the harvest is in.</p>',
  recipients: { labelIds: [labelId] },
  ...changes,
});

/** The report once the campaign is sent. */
export const whenSent = (
  api: EmailMarketing,
  campaignId: string,
  patienceMs?: number,
): Promise<BasicReport> => {
  let last: BasicReport | undefined;
  const sent = eventually(async () => {
    last = await api.reports.basic(campaignId);
    return last.status === 'sent' && last;
  }, patienceMs);
  return sent.catch((error: Error) => {
    throw new Error(`${error.message}, but ${JSON.stringify(last)}`);
  });
};

/** What arrived last for this address. */
export function lastMailTo(relay: TestSmtpServer, email: string): Promise<ParsedMail> {
  return relay.messages.findLast((message) => message.to[0] === email)!.parse();
}

/** The code and details a call fails with; `undefined` when it succeeds. */
export async function failure(
  call: Promise<unknown>,
): Promise<{ code: string; message: string; details: ErrorDetails } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { code, message, details } = error as MailtargetError;
    return { code, message, details };
  }
}
