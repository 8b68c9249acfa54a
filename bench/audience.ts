import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignKey, EngineOptions, Label, Page, Recipients } from '../lib/model';
import { openStore, type Store } from '../lib/store';
import { createDatabase } from '../test/support/postgres';
import { startPostgres } from '../test/support/startPostgres';
import type { Bench, Report } from './main';
import type { Watched } from './support/engineHost';
import { median } from './support/median';
import { FIELDS, writeCsv } from './support/people';
import {
  addActivity,
  EXCLUDED,
  INCLUDED,
  OLDER_THAN,
  rawCount,
  rawLaunch,
  WITHIN_DAYS,
} from './support/rawAudience';
import { rawImport } from './support/rawImport';
import { SENDER } from './support/newsletter';
import { type Sink, startSink } from './support/sink';
import { startHost } from './support/startHost';

const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? 1_000_000);
const IMPORTS = { sqlite: 3, postgres: 1 };
const COUNTS = 7;
const LAUNCHES = 3;

type Database = EngineOptions['database'];
type Host = ReturnType<typeof startHost>;

/**
 * A million contacts through an engine in its thread: imported from a CSV, counted, and frozen as the audience of a campaign, each
 * against plain SQL over the same rows in the same run; and what the process that hosts the engine has to bear meanwhile. The
 * launch is the freezing alone: the relay is allowed one message in a quarter of an hour.
 */
export const bench: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  const sink = await startSink();
  const postgres = await startPostgres();
  process.env['MAILTARGET_TEST_POSTGRES'] = postgres.url;
  try {
    const file = join(folder, 'people.csv');
    await writeCsv(file, CONTACTS);
    const fresh = {
      async sqlite(): Promise<Fresh> {
        const database = { type: 'sqlite' as const, folder: await mkdtemp(join(folder, 'store-')) };
        return { database, drop: () => rm(database.folder, { recursive: true }) };
      },
      async postgres(): Promise<Fresh> {
        const { url, drop } = await createDatabase();
        return { database: { type: 'postgres', url }, drop };
      },
    };
    await measure(report, '', { file, sink, rounds: IMPORTS.sqlite, fresh: fresh.sqlite });
    await measure(report, '_postgres', { file, sink, rounds: IMPORTS.postgres, fresh: fresh.postgres });
  } finally {
    await postgres.stop();
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

interface Fresh {
  database: Database;
  drop(): Promise<void>;
}

interface Setting {
  file: string;
  sink: Sink;
  rounds: number;
  fresh: () => Promise<Fresh>;
}

/** @param suffix behind the figures' names */
async function measure(
  report: Report,
  suffix: string,
  { file, sink, rounds, fresh }: Setting,
): Promise<void> {
  const imports: { raw: number; ours: number }[] = [];
  const watched: Watched[] = [];
  const memory: number[] = [];
  const runImport = async (asking: boolean, then: (host: Host, database: Database) => Promise<void>) => {
    const { database, drop } = await fresh();
    const host = startHost();
    await host.run({
      do: 'open',
      options: { database, encryptionKey: 'bench', ...relayTo(sink) },
      fields: FIELDS,
    });
    const imported = await host.run<Watched & { seconds: number; created: number }>({
      do: 'import',
      file,
      asking,
    });
    if (imported.created !== CONTACTS) throw new Error(`${imported.created} of ${CONTACTS} were imported.`);
    watched.push(imported);
    await then(host, database);
    memory.push(await host.run<number>({ do: 'memory' }));
    await host.stop();
    await drop();
    return imported.seconds;
  };
  for (let round = 1; round <= rounds; round++) {
    const plain = await fresh();
    const raw = await rawImport(plain.database, CONTACTS);
    await plain.drop();
    imports.push({ raw, ours: await runImport(false, async () => {}) });
  }
  await runImport(true, (host, database) => measureAudience(report, suffix, host, database, watched));
  report(`audience.import_1m${suffix}`, median(imports.map(({ ours }) => ours)), 's');
  report(`audience.import_vs_raw${suffix}`, median(imports.map(({ ours, raw }) => ours / raw)), 'times');
  report(`audience.rss_mb${suffix}`, Math.max(...memory), 'MB');
  report(`audience.loop_delay_max${suffix}`, Math.max(...watched.map((one) => one.loopDelayMax)), 'ms');
  report(`audience.one_row_call_max${suffix}`, Math.max(...watched.map((one) => one.oneRowMax)), 'ms');
}

const relayTo = ({ host, port }: Sink) => ({
  relay: { host, port, tls: 'none' as const, messagesPerSecond: 0.001 },
  defaultSender: SENDER,
});

async function measureAudience(
  report: Report,
  suffix: string,
  host: Host,
  database: Database,
  watched: Watched[],
): Promise<void> {
  const store = await openStore(database);
  try {
    await addActivity(store);
    const recipients = await describeRecipients(host);
    const campaigns: string[] = [];
    for (let n = 0; n < LAUNCHES; n++) campaigns.push(await createCampaign(host, recipients));

    const counted = await host.run<Watched & { times: number[]; count: number }>({
      do: 'count',
      campaignId: campaigns[0]!,
      rounds: COUNTS,
    });
    watched.push(counted);
    const raw = await rawCount(store);
    if (raw.count !== counted.count)
      throw new Error(`${counted.count} were counted, and by plain SQL ${raw.count}.`);
    report(`audience.count_1m${suffix}`, median(counted.times), 'ms');
    report(`audience.count_vs_raw${suffix}`, median(counted.times) / raw.ms, 'times');

    const launches: { raw: number; ours: number }[] = [];
    for (const campaignId of campaigns) {
      const plain = await rawLaunch(store, raw.form);
      const launch = host.run<Watched & { startedAt: number }>({ do: 'launch', campaignId });
      const frozenAt = await whenFrozen(store, campaignId);
      await host.run({ do: 'stop watching' });
      const { startedAt, ...seen } = await launch;
      watched.push(seen);
      launches.push({ raw: plain, ours: (frozenAt - startedAt) / 1000 });
    }
    report(`audience.launch_1m${suffix}`, median(launches.map(({ ours }) => ours)), 's');
    report(
      `audience.launch_vs_raw${suffix}`,
      median(launches.map(({ ours, raw: of }) => ours / of)),
      'times',
    );
  } finally {
    await store.close();
  }
}

async function describeRecipients(host: Host): Promise<Partial<Recipients>> {
  const { data } = await host.run<Page<Label>>({ do: 'call', group: 'labels', method: 'list', args: [] });
  const id = (name: string) => data.find((label) => label.name === name)!.id;
  const segment = {
    name: 'Older and awake',
    filters: [
      { type: 'field', field: 'age', operator: 'greater_than', value: OLDER_THAN },
      { type: 'activity', activity: 'open', operator: 'within_days', days: WITHIN_DAYS },
    ],
  };
  const { id: segmentId } = await host.run<{ id: string }>({
    do: 'call',
    group: 'segments',
    method: 'create',
    args: [segment],
  });
  return { labelIds: INCLUDED.map(id), segmentIds: [segmentId], excludeLabelIds: [id(EXCLUDED)] };
}

async function createCampaign(host: Host, recipients: Partial<Recipients>): Promise<string> {
  const input = {
    subject: 'News',
    body: '<p>News</p><p><a href="{{unsubscribe_url}}">Unsubscribe</a></p>',
    recipients,
  };
  const { id } = await host.run<{ id: string }>({
    do: 'call',
    group: 'campaigns',
    method: 'create',
    args: [input],
  });
  return id;
}

/** Looks into the database, which costs the engine nothing. */
async function whenFrozen({ db }: Store, campaignId: string): Promise<number> {
  for (;;) {
    const { frozen_at } = await db
      .selectFrom('campaigns')
      .select('frozen_at')
      .where('id', '=', Number(campaignId) as CampaignKey)
      .executeTakeFirstOrThrow();
    if (frozen_at !== null) return frozen_at;
    await sleep(20);
  }
}
