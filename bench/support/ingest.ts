import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Happening, happening, recordHappenings } from '../../lib/events';
import type { CampaignKey, ContactKey, DeliveryEventType } from '../../lib/model';
import { openStore, transact } from '../../lib/store';
import { plantMany } from '../../test/support/crashedStore';
import type { Report } from '../main';
import { median } from './median';

const CONTACTS = 20_000;
const EVENTS = 60_000;
/** As a provider's webhook brings them, or the tracking server's thread. */
const BATCH = 1_000;
const ROUNDS = 3;
const NOW = Date.parse('2026-03-01T12:00:00Z');

/** What happens after a newsletter, of a hundred events. */
const MIX: readonly [DeliveryEventType, number][] = [
  ['open', 60],
  ['click', 20],
  ['delivery', 15],
  ['soft_bounce', 2],
  ['bounce', 1],
  ['unsubscribe', 1],
  ['complaint', 1],
];
const TYPES = MIX.flatMap(([type, share]) => Array.from({ length: share }, () => type));

/** Events with everything that they change, against plain inserts of the bare rows, in turns. */
export async function benchIngest(report: Report): Promise<void> {
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    raw.push(await inFolder(rawSeconds));
    ours.push(await inFolder(ourSeconds));
  }
  report('events.ingest_per_s', EVENTS / median(ours), '/s');
  report('events.ingest_vs_raw', median(ours.map((seconds, round) => seconds / raw[round]!)), 'times');
}

async function inFolder(measure: (folder: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function batches(campaign: CampaignKey): Happening[][] {
  const all = Array.from({ length: EVENTS }, (_, n) => {
    const contact = (1 + ((n * 7919) % CONTACTS)) as ContactKey;
    const type = TYPES[(n * 37) % TYPES.length]!;
    return happening(campaign, contact, type, NOW + n, {
      key: `provider ${n}`,
      ip: '203.0.113.9',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
      url: type === 'click' ? 'https://example.com/harvest' : null,
      bounceType: type === 'bounce' ? 'hard' : null,
    });
  });
  return Array.from({ length: EVENTS / BATCH }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH));
}

async function ourSeconds(folder: string): Promise<number> {
  const database = { type: 'sqlite' as const, folder };
  const all = batches(await plantMany(database, CONTACTS));
  const store = await openStore(database);
  const start = performance.now();
  for (const batch of all) {
    await transact(store.db, (tx) => recordHappenings(tx, store.dialect, batch, NOW));
  }
  const took = (performance.now() - start) / 1000;
  await store.close();
  return took;
}

/** Into a table like ours, with its key and order alone. */
function rawSeconds(folder: string): Promise<number> {
  const database = new DatabaseSync(join(folder, 'raw.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000');
  database.exec(`create table events (sequence integer primary key, campaign_id bigint not null, type text not null,
    contact_id bigint, reason text, at bigint not null, key text, link integer, url text, ip text, user_agent text,
    machine text, bounce_type text);
    create index events_by_campaign on events (campaign_id, sequence)`);
  const insert =
    database.prepare(`insert into events (campaign_id, type, contact_id, reason, at, key, link, url, ip,
    user_agent, machine, bounce_type) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const all = batches(1 as CampaignKey);
  const start = performance.now();
  for (const batch of all) {
    database.exec('BEGIN IMMEDIATE');
    for (const { campaign, type, contact, reason, at, key, link, url, ip, ...rest } of batch) {
      insert.run(
        campaign,
        type,
        contact,
        reason,
        at,
        key,
        link,
        url,
        ip,
        rest.userAgent,
        rest.machine,
        rest.bounceType,
      );
    }
    database.exec('COMMIT');
  }
  const took = (performance.now() - start) / 1000;
  database.close();
  return Promise.resolve(took);
}
