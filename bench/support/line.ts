import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../lib/host';
import { domainOf } from '../../lib/model';
import { type BenchContact, BODY, PUBLIC_URL, SENDER, SUBJECT, toCsv } from './newsletter';
import { CONNECTIONS, type Sink } from './sink';

/** High enough never to be what limits. */
const NO_LIMIT = 10_000;

/** Where it sends to. */
export type Target = Pick<Sink, 'host' | 'port'>;

export interface LineOptions {
  /** Signs with this private key. */
  dkimKey?: string;
}

/** Our own line: the engine in its thread, on SQLite, with the contacts imported. */
export async function openLine(
  folder: string,
  { host, port }: Target,
  contacts: readonly BenchContact[],
  { dkimKey }: LineOptions = {},
) {
  const engine = await openEngine({
    database: { type: 'sqlite', folder },
    relay: {
      host,
      port,
      tls: 'none',
      messagesPerSecond: NO_LIMIT,
      maxConnections: CONNECTIONS,
    },
    defaultSender: SENDER,
    publicUrl: PUBLIC_URL,
  });
  await engine.contacts.import(new Blob([toCsv(contacts)]).stream());

  if (dkimKey !== undefined) {
    const dkim = { selector: 'bench', privateKey: dkimKey };
    await engine.settings.setSendingDomain({ domain: domainOf(SENDER.email), dkim });
  }

  return {
    /** @returns messages a second, from asking for the launch to the last recorded outcome */
    async send(): Promise<number> {
      const { id } = await engine.campaigns.create({
        subject: SUBJECT,
        body: BODY,
        recipients: { all: true },
      });
      const start = Date.now();
      await engine.campaigns.send(id);
      let report = await engine.reports.basic(id);
      while (!report.sentAt) {
        await sleep(50);
        report = await engine.reports.basic(id);
      }
      if (report.sent !== contacts.length)
        throw new Error(`The line sent ${report.sent} of ${contacts.length}.`);
      return (1000 * report.sent) / (Date.parse(report.sentAt) - start);
    },
  };
}
