/** A process that answers pixels: `trackingHost.ts bare`, or `trackingHost.ts tracking <folder>`. Talks to its parent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordHappenings } from '../../lib/events';
import { type CampaignKey, type ContactKey, signDelivery, systemClock } from '../../lib/model';
import { Settings } from '../../lib/settings';
import { openStore } from '../../lib/store';
import { openPath, type TrackingDeps, TrackingServer } from '../../lib/tracking';

export const PEOPLE = 20_000;
/** What the parent is told: first where to ask for what, and at the end how many opens are on record. */
export type Told = { port: number; paths: string[] } | { recorded: number };

const tell = (what: Told) => process.send!(what);
const [mode, folder] = process.argv.slice(2);
void (mode === 'bare' ? serveBare() : track(folder!));

/** The least that a server in Node does for a pixel. */
async function serveBare(): Promise<void> {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const headers = { 'Content-Type': 'image/gif', 'Content-Length': gif.length };
  const server = createServer((_, response) => {
    response.writeHead(200, headers);
    response.end(gif);
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    tell({ port, paths: ['/pixel.gif'] });
  });
  process.once('message', () => {
    tell({ recorded: 0 });
    process.exit();
  });
}

async function track(inFolder: string): Promise<void> {
  const database = { type: 'sqlite' as const, folder: inFolder };
  const store = await openStore(database);
  const settings = await Settings.open(store.db, { database });
  const { deliveryKey } = await settings.forMessages();
  const campaign = await addCampaign(store.db);
  const { clock, consent } = { clock: systemClock, consent: {} as TrackingDeps['consent'] };
  const server = new TrackingServer({
    db: store.db,
    clock,
    settings,
    consent,
    record: async (tx, happenings) => {
      await recordHappenings(tx, store.dialect, happenings, clock.now());
    },
    onError: (what, error) => process.stderr.write(`${what}: ${String(error)}\n`),
  });
  const { port } = await server.start({ port: 0, host: '127.0.0.1' });
  const paths = Array.from({ length: PEOPLE }, (_, index) =>
    openPath(signDelivery(deliveryKey, campaign, (index + 1) as ContactKey)),
  );
  tell({ port, paths });
  process.once('message', async () => {
    await server.close();
    const { count } = await store.db
      .selectFrom('events')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('type', '=', 'open')
      .executeTakeFirstOrThrow();
    tell({ recorded: count });
    await store.close();
    process.exit();
  });
}

/** One that went to all of them. */
async function addCampaign(db: Awaited<ReturnType<typeof openStore>>['db']): Promise<CampaignKey> {
  const at = systemClock.now() - 3_600_000;
  const { id } = await db
    .insertInto('campaigns')
    .values({
      status: 'sent',
      subject: 'Harvest',
      sender_name: 'The Roastery',
      sender_email: 'news@roastery.example',
      body: '<p>Hello</p>',
      recipients: '{}',
      launched_at: at,
      freeze_cursor: 0,
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let start = 0; start < PEOPLE; start += 500) {
    const numbers = Array.from({ length: 500 }, (_, index) => start + index + 1);
    const contacts = await db
      .insertInto('contacts')
      .values(
        numbers.map((number) => ({
          email: `c${number}@example.com`,
          domain: 'example.com',
          status: 'active' as const,
          fields: '{}',
          created_at: at,
          updated_at: at,
        })),
      )
      .returning('id')
      .execute();
    await db
      .insertInto('deliveries')
      .values(
        contacts.map((contact) => ({
          campaign_id: id,
          contact_id: contact.id,
          domain: 'example.com',
          status: 'sent' as const,
          attempts: 1,
          due_at: at,
          lease_until: 0,
          updated_at: at,
        })),
      )
      .execute();
  }
  return id;
}
