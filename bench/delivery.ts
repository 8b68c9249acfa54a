import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeEngines } from '../lib/host';
import type { Bench } from './main';
import { openLine } from './support/line';
import { median } from './support/median';
import { makeContacts } from './support/newsletter';
import { openPool } from './support/pooledNodemailer';
import { findSmtpSource, runSmtpSource } from './support/smtpSource';
import { startSink } from './support/sink';

const CONTACTS = 3000;
const ROUNDS = 3;

/**
 * Messages a second from a launched campaign to an SMTP server that throws them away, and how that compares with
 * nodemailer's pool sending the same messages, and with Postfix's smtp-source sending as many of that size. They take
 * turns, so that a slow moment of the machine hits all alike.
 */
export const bench: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  const sink = await startSink();
  const smtpSource = findSmtpSource();
  try {
    const contacts = makeContacts(CONTACTS);
    const line = await openLine(folder, sink, contacts);
    const pool = openPool(sink, contacts);
    const size = await pool.messageSize();

    const rates = { line: [] as number[], pool: [] as number[], source: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.line.push(await sink.expect(CONTACTS, () => line.send()));
      rates.pool.push(await sink.expect(CONTACTS, () => pool.send()));
      if (smtpSource) rates.source.push(await runSmtpSource(smtpSource, sink, CONTACTS, size));
    }
    pool.close();

    report('delivery.message_size', size / 1000, 'KB');
    report('delivery', median(rates.line), 'messages/s');
    report('delivery.nodemailer', median(rates.pool), 'messages/s');
    report('delivery.vs_nodemailer', ratio(rates.line, rates.pool), 'times');
    if (smtpSource) {
      report('delivery.smtp_source', median(rates.source), 'messages/s');
      report('delivery.vs_smtp_source', ratio(rates.line, rates.source), 'times');
    }
  } finally {
    await closeEngines();
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** The median of the rounds' own ratios. */
const ratio = (ours: number[], theirs: number[]): number =>
  median(ours.map((rate, round) => rate / theirs[round]!));
