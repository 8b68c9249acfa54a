import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeEngines } from '../lib/host';
import { startPostfix } from '../test/support/postfix';
import type { Bench, Report } from './main';
import { startDelayProxy } from './support/delayProxy';
import { openLine, type Target } from './support/line';
import { median } from './support/median';
import { sendMany } from './support/many';
import { type BenchContact, makeContacts } from './support/newsletter';
import { openPool } from './support/pooledNodemailer';
import { findSmtpSource, runSmtpSource } from './support/smtpSource';
import { type Sink, startSink } from './support/sink';

const ROUNDS = 3;
/** Some seconds of work for each sender. */
const CONTACTS = 20_000;
const POOL_CONTACTS = 4_000;
/** So many that the launch itself hardly counts. */
const FAR_CONTACTS = 10_000;
const FAR_POOL_CONTACTS = 2_000;
/** Each way: a relay 20 ms away. */
const DELAY_MS = 10;

/**
 * Messages a second from a launched campaign to an SMTP server that throws them away, and how that compares with
 * nodemailer's pool sending the same messages, and with Postfix's smtp-source sending as many of that size. They take
 * turns, so that a slow moment of the machine hits all alike.
 */
export const bench: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  const sink = await startSink();
  try {
    await near(report, join(folder, 'near'), sink);
    await signed(report, join(folder, 'signed'), sink);
    await far(report, join(folder, 'far'), 'delivery.vs_nodemailer_rtt20', sink);
    // Its queue is not on a disk: that would be what limits all alike.
    const postfix = await startPostfix({ discard: true, inMemory: true });
    await far(report, join(folder, 'chunking'), 'delivery.vs_nodemailer_rtt20_chunking', postfix);
    await postfix.stop();
    await sendMany(report, join(folder, 'many'), sink);
  } finally {
    await closeEngines();
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Beside the sink, as fast as it goes. */
async function near(report: Report, folder: string, sink: Sink): Promise<void> {
  const smtpSource = findSmtpSource();
  const contacts = makeContacts(CONTACTS);
  const line = await openLine(folder, sink, contacts);
  const pool = openPool(sink, contacts.slice(0, POOL_CONTACTS));
  const size = await pool.messageSize();

  const rates = { line: [] as number[], pool: [] as number[], source: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.line.push(await sink.expect(CONTACTS, () => line.send()));
    rates.pool.push(await sink.expect(POOL_CONTACTS, () => pool.send()));
    if (smtpSource) rates.source.push(await runSmtpSource(smtpSource, sink, CONTACTS, size));
  }
  pool.close();
  await closeEngines();

  report('delivery.message_size', size / 1000, 'KB');
  report('delivery', median(rates.line), 'messages/s');
  report('delivery.nodemailer', median(rates.pool), 'messages/s');
  report('delivery.vs_nodemailer', ratio(rates.line, rates.pool), 'times');
  if (smtpSource) {
    report('delivery.smtp_source', median(rates.source), 'messages/s');
    report('delivery.vs_smtp_source', ratio(rates.line, rates.source), 'times');
  }
}

/** With DKIM (rsa-sha256, 2048 bits). */
async function signed(report: Report, folder: string, sink: Sink): Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const line = await openLine(folder, sink, makeContacts(CONTACTS), { dkimKey });
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rates.push(await sink.expect(CONTACTS, () => line.send()));
  await closeEngines();
  report('delivery.dkim_rate', median(rates), 'messages/s');
}

/** Against a relay that is 20 ms away. */
async function far(report: Report, folder: string, name: string, relay: Target): Promise<void> {
  const proxy = await startDelayProxy({ port: relay.port, delayMs: DELAY_MS });
  const contacts: BenchContact[] = makeContacts(FAR_CONTACTS);
  const line = await openLine(folder, proxy, contacts);
  const pool = openPool(proxy, contacts.slice(0, FAR_POOL_CONTACTS));
  const rates = { line: [] as number[], pool: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.line.push(await line.send());
    rates.pool.push(await pool.send());
  }
  pool.close();
  await closeEngines();
  await proxy.stop();
  report(name.replace('vs_nodemailer_', ''), median(rates.line), 'messages/s');
  report(name, ratio(rates.line, rates.pool), 'times');
}

/** The median of the rounds' own ratios. */
const ratio = (ours: number[], theirs: number[]): number =>
  median(ours.map((rate, round) => rate / theirs[round]!));
