import { setTimeout as delay } from 'node:timers/promises';
import { startEngine } from '../../lib/engine';
import { type Happening, recordHappenings } from '../../lib/events';
import {
  type CampaignInput,
  type CampaignKey,
  type ContactInput,
  type ContactKey,
  type EmailMarketing,
  signDelivery,
  toKey,
} from '../../lib/model';
import { Settings } from '../../lib/settings';
import { type Db, openStore } from '../../lib/store';
import { type TrackingDeps, type TrackingOptions, TrackingServer } from '../../lib/tracking';
import { engineOptions } from '../support/campaigns';
import type { Database } from '../support/databases';
import { ManualClock } from '../support/manualClock';

/** A campaign that went out an hour ago, to Ana, and what is tracked of it. */
export interface Tracked {
  api: EmailMarketing;
  db: Db;
  tracking: TrackingServer;
  clock: ManualClock;
  settings: Settings;
  campaign: CampaignKey;
  contact: ContactKey;
  /** Of Ana's message. */
  token: string;
  /** What was recorded, in order. */
  happened: Happening[];
  errors: unknown[];
  close(): Promise<void>;
}

interface Options extends TrackingOptions {
  campaign?: Partial<CampaignInput>;
  ana?: Partial<ContactInput>;
  publicUrl?: string;
  /** Instead of recording; may do so. */
  record?: (record: () => Promise<void>) => Promise<void>;
}

export async function trackCampaign(database: Database, options: Options = {}): Promise<Tracked> {
  const { campaign: input, ana, publicUrl, record, ...trackingOptions } = options;
  const api = await startEngine(engineOptions(database));
  await api.settings.update({ publicUrl: publicUrl ?? 'https://mail.example' });
  const { id: contactId } = await api.contacts.upsert({ email: 'ana@example.com', name: 'Ana', ...ana });
  const { id } = await api.campaigns.create({
    subject: 'Harvest',
    body: '<p>The harvest is in.</p><a href="https://roastery.example/shop?a=1&amp;b=2">Shop</a>',
    ...input,
  });
  const store = await openStore(database);
  const { db } = store;
  const settings = await Settings.open(db, engineOptions(database));
  const clock = new ManualClock();
  const [campaign, contact] = [toKey<CampaignKey>(id)!, toKey<ContactKey>(contactId)!];
  await launchedAnHourAgo(db, campaign, contact, clock.now());

  const happened: Happening[] = [];
  const errors: unknown[] = [];
  const write: TrackingDeps['record'] = async (tx, happenings) => {
    happened.push(...(await recordHappenings(tx, store.dialect, happenings, clock.now())));
  };
  const deps: TrackingDeps = {
    db,
    clock,
    settings,
    consent: api.consent,
    record: record ? (tx, happenings) => record(() => write(tx, happenings)) : write,
    onError: (_, error) => errors.push(error),
  };
  const tracking = new TrackingServer(deps, trackingOptions);
  const { deliveryKey } = await settings.forMessages();
  return {
    api,
    db,
    tracking,
    clock,
    settings,
    campaign,
    contact,
    token: signDelivery(deliveryKey, campaign, contact),
    happened,
    errors,
    async close() {
      await tracking.close();
      await store.close();
      await api.close();
    },
  };
}

async function launchedAnHourAgo(
  db: Db,
  campaign: CampaignKey,
  contact: ContactKey,
  now: number,
): Promise<void> {
  const at = now - 3_600_000;
  await db
    .updateTable('campaigns')
    .set({ status: 'sent', launched_at: at, sent_at: at })
    .where('id', '=', campaign)
    .execute();
  await db
    .insertInto('deliveries')
    .values({
      campaign_id: campaign,
      contact_id: contact,
      domain: 'example.com',
      status: 'sent',
      attempts: 1,
      due_at: at,
      lease_until: 0,
      updated_at: at,
    })
    .execute();
}

/** As a browser asks. */
export const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export interface Asked {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Asks without a server. Time passes meanwhile, so that what is gathered is handed over. */
export async function ask(
  { tracking, clock }: Pick<Tracked, 'tracking' | 'clock'>,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
    ip = '203.0.113.7',
  }: { method?: string; headers?: Record<string, string>; body?: string; ip?: string } = {},
): Promise<Asked> {
  const answer = tracking.handle({
    method,
    path,
    headers: { 'user-agent': BROWSER, ...headers },
    body,
    ip,
  });
  let done = false;
  const settled = answer.finally(() => (done = true));
  while (!done) {
    await delay(1);
    await clock.advanceBy(1);
  }
  const { status, headers: answered, body: content } = await settled;
  return { status, headers: { ...answered }, body: content.toString() };
}

/** Sends a form of a page. */
export const post = (tracked: Tracked, path: string, form: string, headers: Record<string, string> = {}) =>
  ask(tracked, path, {
    method: 'POST',
    body: form,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
