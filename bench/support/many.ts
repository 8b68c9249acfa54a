import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from '../../lib/model';
import type { Report } from '../main';
import { BODY, makeContacts, PUBLIC_URL, SENDER, SUBJECT, toCsv } from './newsletter';
import { CONNECTIONS, type Sink } from './sink';
import { startHost } from './startHost';

const RECIPIENTS = Number(process.env['BENCH_RECIPIENTS'] ?? 1_000_000);
const TENTH = RECIPIENTS / 10;
const MAKE_AT_ONCE = 10_000;
const LOOK_EVERY_MS = 20;
/** High enough never to be what limits. */
const NO_LIMIT = 10_000;

/** A campaign to a million, from a process that does nothing but send it: its memory, its thread, and whether it slows down. */
export async function sendMany(report: Report, folder: string, sink: Sink): Promise<void> {
  await mkdir(folder);
  const file = join(folder, 'people.csv');
  await pipeline(Readable.from(csvOf(RECIPIENTS)), createWriteStream(file));
  const importer = startHost();
  await importer.run({ do: 'open', options: optionsFor(folder, sink), fields: {} });
  await importer.run({ do: 'import', file, asking: false });
  await importer.stop();

  const host = startHost();
  await host.run({ do: 'open', options: optionsFor(folder, sink), fields: {} });
  const campaign = { subject: SUBJECT, body: BODY, recipients: { all: true } };
  const { id } = await host.run<Campaign>({
    do: 'call',
    group: 'campaigns',
    method: 'create',
    args: [campaign],
  });
  const before = sink.count;
  const sent = Promise.all([
    host.run<number>({ do: 'send', campaignId: id }),
    timesOf(
      sink,
      [1, 2, 9, 10].map((tenths) => before + tenths * TENTH),
    ),
  ]);
  const [loopDelayP99, [first, second, ninth, last]] = await sent;
  report('delivery.rss_mb', await host.run<number>({ do: 'memory' }), 'MB');
  report('delivery.loop_delay_p99', loopDelayP99, 'ms');
  report('delivery.cost_growth', (last! - ninth!) / (second! - first!), 'times');
  report('delivery.many', (1000 * 9 * TENTH) / (last! - first!), 'messages/s');
  await host.stop();
}

const optionsFor = (folder: string, { host, port }: Sink) => ({
  database: { type: 'sqlite' as const, folder },
  relay: { host, port, tls: 'none' as const, messagesPerSecond: NO_LIMIT, maxConnections: CONNECTIONS },
  defaultSender: SENDER,
  publicUrl: PUBLIC_URL,
});

/** When so many messages had arrived, in ms. */
async function timesOf(sink: Sink, counts: readonly number[]): Promise<number[]> {
  const times: number[] = [];
  for (const count of counts) {
    while (sink.count < count) await sleep(LOOK_EVERY_MS);
    times.push(performance.now());
  }
  return times;
}

function* csvOf(count: number): Generator<string> {
  yield toCsv([]);
  const people = makeContacts(MAKE_AT_ONCE);
  for (let from = 0; from < count; from += MAKE_AT_ONCE) {
    const part = people.map((person, index) => ({ ...person, email: `reader.${from + index}@example.com` }));
    yield toCsv(part).slice(toCsv([]).length);
  }
}
