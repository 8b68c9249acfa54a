import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { happening, recordHappenings } from '../../lib/events';
import { type CampaignKey, type ContactKey, systemClock } from '../../lib/model';
import { type Store, transact } from '../../lib/store';
import { insertCampaign, insertContact, withStore } from '../support/crashedStore';
import { eventually } from '../support/eventually';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { ENGINE, engineCredential } from './support/engineCredential';
import { LOOPBACK } from './support/n8nEnvironment';
import { N8n } from './support/n8n';

const EVENTS = 10_000;
const TOGETHER = 250;

let n8n: N8n;
let relay: TestSmtpServer;
let crm: Server;
let campaign: CampaignKey;
let contact: ContactKey;
/** The numbers of the events that the workflow told, in the order they came. */
const told: number[] = [];

beforeAll(async () => {
  [n8n, relay] = [await N8n.create(), await startSmtpServer()];
  crm = createServer(async (request, response) => {
    const { events } = (await json(request)) as { events: { url: string }[] };
    told.push(...events.map(({ url }) => Number(new URL(url).pathname.slice(1))));
    response.end('{}');
  }).listen(0, LOOPBACK);
  await once(crm, 'listening');
  [campaign, contact] = await withN8nsStore(async ({ db }) => [
    await insertCampaign(db),
    await insertContact(db, 'ana@example.com'),
  ]);
  await n8n.importCredentials([engineCredential(relay)]);
  await n8n.importWorkflows([workflow()]);
  await n8n.publish('burst');
});

afterAll(async () => {
  crm.close();
  await relay.stop();
  await n8n.remove();
});

/** The trigger, and what tells a server of its events, one request for each execution. */
const workflow = () => ({
  id: 'burst',
  name: 'Burst',
  nodes: [
    {
      ...node('Clicks', 'n8n-nodes-mailtarget.mailtargetEngineTrigger', 1),
      parameters: { events: ['click'], options: { eventsPerExecution: 100 } },
      credentials: { mailtargetEngine: ENGINE },
    },
    {
      ...node('Together', 'n8n-nodes-base.aggregate', 1),
      parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: 'events' },
    },
    {
      ...node('Tell', 'n8n-nodes-base.httpRequest', 4.2),
      parameters: {
        method: 'POST',
        url: `http://${LOOPBACK}:${(crm.address() as AddressInfo).port}/`,
        sendBody: true,
        specifyBody: 'json',
        jsonBody: '={{ JSON.stringify($json) }}',
      },
    },
  ],
  connections: { Clicks: to('Together'), Together: to('Tell') },
  settings: {},
});

const node = (name: string, type: string, typeVersion: number) => ({
  id: name,
  name,
  type,
  typeVersion,
  position: [0, 0],
});
const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

const withN8nsStore = <T>(use: (store: Store) => Promise<T>): Promise<T> =>
  withStore({ type: 'sqlite', folder: join(n8n.userFolder, '.n8n', 'mailtarget') }, use);

/** Clicks, some hundred at a time, as fast as the store takes them. Each has its number in its URL. */
const record = (from: number, to: number) =>
  withN8nsStore(async ({ db, dialect }) => {
    for (let first = from; first < to; first += TOGETHER) {
      const clicks = Array.from({ length: TOGETHER }, (_, index) =>
        happening(campaign, contact, 'click', systemClock.now(), {
          key: `click ${first + index}`,
          url: `https://example.com/${first + index}`,
        }),
      );
      await transact(db, (tx) => recordHappenings(tx, dialect, clicks, systemClock.now()));
    }
  });

/** Whether n8n has activated the workflow for the first time: it gets what happens from then on. */
const isFollowed = () =>
  withN8nsStore(async ({ db }) => (await db.selectFrom('followers').select('name').execute()).length === 1);

test('a burst of events reaches a workflow, none lost and none twice, through two restarts of n8n', async () => {
  let server = await n8n.start();
  await eventually(isFollowed);
  await record(0, 5000);
  for (const [enough, from, to] of [
    [1000, 5000, 8000],
    [6000, 8000, EVENTS],
  ] as const) {
    await eventually(async () => told.length >= enough, 60_000);
    await Promise.all([server.stop(), record(from, to)]);
    server = await n8n.start();
  }
  await eventually(async () => told.length >= EVENTS, 60_000);
  await server.stop();
  expect(told).toEqual(Array.from({ length: EVENTS }, (_, number) => number));
});
