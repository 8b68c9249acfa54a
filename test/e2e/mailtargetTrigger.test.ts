import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Engine, startEngine } from '../../lib/engine';
import { recordEvents } from '../../lib/events';
import type { CampaignKey } from '../../lib/model';
import { withStore } from '../support/crashedStore';
import { eventually } from '../support/eventually';
import { signed } from '../nodes/MailtargetTrigger/support';
import { type JsonEndpoint, startJsonEndpoint } from '../support/jsonEndpoint';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { ENGINE, engineCredential } from './support/engineCredential';
import { Editor } from './support/editor';
import { N8n } from './support/n8n';
import type { RunningN8n } from './support/n8nServer';

const WEBHOOK_ID = '2f0d2c7e-4a44-4b0e-8a3c-0c5a1c7a9b11';

let n8n: N8n;
let relay: TestSmtpServer;
/** Where the workflow tells of each item. */
let told: JsonEndpoint;
let server: RunningN8n;
let editor: Editor;
let campaignId: string;

beforeAll(async () => {
  [n8n, relay, told] = [await N8n.create(), await startSmtpServer(), await startJsonEndpoint()];
  await n8n.importCredentials([engineCredential(relay, { privateWebhookNetworks: '127.0.0.1' })]);
  await n8n.importWorkflows([hosting, following()]);
  for (const { id } of [hosting, following()]) await n8n.publish(id);
  campaignId = await withEngine(async ({ campaigns }) => {
    const { id } = await campaigns.create({
      subject: 'Hello',
      body: '<p>Hello</p>',
      recipients: { all: true },
    });
    return id;
  });
  server = await n8n.start();
  editor = await Editor.open(server.url);
});

afterAll(async () => {
  await editor.close();
  await server.stop();
  await told.stop();
  await relay.stop();
  await n8n.remove();
});

const node = (name: string, type: string, x: number, fields: object) => ({
  id: `node-${name}`,
  name,
  type,
  typeVersion: 1,
  position: [x, 0],
  parameters: {},
  ...fields,
});

/** Keeps the engine running. */
const hosting = {
  id: 'hosting',
  name: 'Hosting',
  nodes: [
    node('Engine', 'n8n-nodes-mailtarget.mailtargetEngineTrigger', 0, {
      parameters: { events: ['engineStarted'] },
      credentials: { mailtargetEngine: ENGINE },
    }),
  ],
  connections: {},
  settings: {},
};

const following = () => ({
  id: 'following',
  name: 'Following',
  nodes: [
    node('Trigger', 'n8n-nodes-mailtarget.mailtargetTrigger', 0, {
      webhookId: WEBHOOK_ID,
      parameters: { source: 'engine', events: ['click', 'bounce'], options: {} },
      credentials: { mailtargetEngine: ENGINE },
    }),
    node('Tell', 'n8n-nodes-base.httpRequest', 220, {
      typeVersion: 4.2,
      parameters: {
        method: 'POST',
        url: told.url,
        sendBody: true,
        specifyBody: 'json',
        jsonBody: '={{ JSON.stringify($json) }}',
        options: {},
      },
    }),
  ],
  connections: { Trigger: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } },
  settings: {},
});

const folder = () => join(n8n.userFolder, '.n8n', 'mailtarget');

/** Beside n8n, on the store in its data folder. */
async function withEngine<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const defaultSender = { name: 'Example News', email: 'news@example.com' };
  const database = { type: 'sqlite' as const, folder: folder() };
  const engine = await startEngine({ database, defaultSender, launchesDue: false });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

const webhooks = async () => withEngine(async (engine) => (await engine.webhooks.list()).data);

const click = (...names: string[]) =>
  withStore({ type: 'sqlite', folder: folder() }, ({ db }) =>
    recordEvents(
      db,
      names.map((name) => ({
        campaign_id: Number(campaignId) as CampaignKey,
        type: 'click' as const,
        contact_id: null,
        reason: null,
        url: `https://example.com/${name}`,
        at: Date.now(),
      })),
    ),
  );

/** With the secret that n8n keeps. */
function signedBody(event: object) {
  const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
  const row = database.prepare("SELECT staticData FROM workflow_entity WHERE id = 'following'").get()!;
  database.close();
  const { secret } = JSON.parse(row['staticData'] as string)['node:Trigger'];
  const body = JSON.stringify({ events: [event] });
  return { body, headers: { 'content-type': 'application/json', ...signed(body, new Date(), secret) } };
}

const urls = () => told.posted.map(({ json }) => json['url']);
const url = () => `${server.url}/webhook/${WEBHOOK_ID}/webhook`;

test('publishing registers the workflow at the engine, which tells it of what happens', async () => {
  const [webhook] = await eventually(async () => {
    const all = await webhooks();
    return all.length > 0 && all;
  });
  expect(webhook).toMatchObject({ url: url(), events: ['click', 'bounce'], enabled: true });
  await click('one', 'two');
  await told.received(2);
  expect(told.posted.map(({ json }) => json)).toMatchObject([
    { event: 'click', campaignId, url: 'https://example.com/one', test: false },
    { event: 'click', campaignId, url: 'https://example.com/two' },
  ]);
  await eventually(async () => (await webhooks())[0]!.lastDeliveredAt !== null);
  expect((await webhooks())[0]).toMatchObject({ failingSince: null, lastError: null });
});

test('strangers are refused, and nothing starts', async () => {
  const refused = await fetch(url(), { method: 'POST', body: '{"event":"click"}' });
  expect([refused.status, await refused.json()]).toEqual([
    401,
    { error: 'WEBHOOK_SIGNATURE_INVALID', message: expect.stringContaining('lacks the headers') as string },
  ]);
  expect((await fetch(url())).status).toBe(404);
  expect(told.posted).toHaveLength(2);
});

test('listening for a test event gives a sample of each, and leaves the published one alone', async () => {
  const before = await webhooks();
  await editor.openWorkflow('following');
  await editor.execute();
  await told.received(4);
  expect(told.posted.slice(2).map(({ json }) => json)).toMatchObject([
    { event: 'click', test: true },
    { event: 'bounce', test: true, bounceType: 'hard' },
  ]);
  await eventually(async () => (await webhooks()).length === 1);
  expect((await webhooks())[0]).toMatchObject({ id: before[0]!.id, url: url(), enabled: true });
});

test('what is sent again is dropped, also after a restart', async () => {
  const event = { eventId: 'sent-twice', event: 'bounce', campaignId, raw: { bounceType: 'hard' } };
  const send = async () => (await fetch(url(), { method: 'POST', ...signedBody(event) })).json();
  expect([await send(), await send()]).toEqual([{ received: 1 }, { received: 0 }]);
  await server.stop();
  server = await n8n.start();
  await eventually(async () => (await fetch(url(), { method: 'POST' })).status === 401);
  expect(await send()).toEqual({ received: 0 });
  await told.received(5);
});

test('after a restart it goes on with what happened meanwhile, and repeats nothing', async () => {
  await server.stop();
  await click('three');
  server = await n8n.start();
  await click('four');
  await told.received(7);
  expect(urls().slice(5)).toEqual(['https://example.com/three', 'https://example.com/four']);
  expect(await webhooks()).toHaveLength(1);
});

test('unpublishing removes it from the engine', async () => {
  const answer = await editor.page.request.post('/rest/workflows/following/deactivate', { data: {} });
  expect(answer.status()).toBe(200);
  await eventually(async () => (await webhooks()).length === 0);
});
