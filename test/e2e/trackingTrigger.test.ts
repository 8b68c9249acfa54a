import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Engine, startEngine } from '../../lib/engine';
import type { EventType } from '../../lib/model';
import { addSubscribers, newsletter, whenSent } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { ENGINE, engineCredential } from './support/engineCredential';
import { Editor } from './support/editor';
import { N8n } from './support/n8n';
import type { RunningN8n } from './support/n8nServer';

const WEBHOOK_ID = '5d0c3c52-5b0c-4c9e-9f1e-2c9fb0a3a9d1';
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** What n8n is called outside, behind a proxy. */
const OUTSIDE = 'https://n8n.example.com';
const PUBLIC_URL = `${OUTSIDE}/webhook/${WEBHOOK_ID}/5d0c3c52`;
const LINK = 'https://roastery.example/harvest?a=1&b=2';

let n8n: N8n;
let relay: TestSmtpServer;
let server: RunningN8n;
let campaignId: string;

beforeAll(async () => {
  [n8n, relay] = [await N8n.create(), await startSmtpServer()];
  await n8n.importCredentials([engineCredential(relay, { publicUrl: PUBLIC_URL, trackingPort: 0 })]);
  await n8n.importWorkflows([workflow]);
  await n8n.publish(workflow.id);
  campaignId = await withEngine(sendToThree);
  server = await n8n.start();
  // n8n says that it is ready before its webhooks are.
  await eventually(async () => (await ask('/o/x.gif')).status === 200);
});

afterAll(async () => {
  await relay.stop();
  await n8n.remove();
});

const workflow = {
  id: 'tracking',
  name: 'Tracking',
  nodes: [
    {
      id: 'f8b1f5a0-0d8d-4bb8-a5a1-5d6c55f6a111',
      name: 'Tracking',
      type: 'n8n-nodes-mailtarget.mailtargetTrackingTrigger',
      typeVersion: 1,
      position: [0, 0],
      webhookId: WEBHOOK_ID,
      parameters: {},
      credentials: { mailtargetEngine: ENGINE },
    },
  ],
  connections: {},
  settings: {},
};

/** Beside n8n, on the store in its data folder. */
async function withEngine<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await startEngine({
    database: { type: 'sqlite', folder: join(n8n.userFolder, '.n8n', 'mailtarget') },
    relay: { host: relay.host, port: relay.port, tls: 'none' },
    defaultSender: { name: 'Example News', email: 'news@example.com' },
    publicUrl: PUBLIC_URL,
    launchesDue: false,
  });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

async function sendToThree(engine: Engine): Promise<string> {
  const body = `<html><body><a href="${LINK.replace('&', '&amp;')}">The harvest</a></body></html>`;
  const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 3), { body }));
  await engine.campaigns.send(id);
  await whenSent(engine, id);
  return id;
}

const events = (type: EventType) =>
  withEngine(async (engine) => (await engine.events.list({ campaignId, types: [type] })).data);

/** How many there are in n8n's own database. */
function executions(): unknown {
  const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
  const { count } = database.prepare('select count(*) as count from execution_entity').get()!;
  database.close();
  return count;
}

/** As the proxy passes it on. */
const ask = (path: string, init: RequestInit = {}) =>
  fetch(
    path.startsWith('/')
      ? `${server.url}${new URL(PUBLIC_URL).pathname}${path}`
      : path.replace(OUTSIDE, server.url),
    {
      redirect: 'manual',
      ...init,
      headers: { 'x-forwarded-for': '203.0.113.7', 'user-agent': BROWSER, ...init.headers },
    },
  );

async function mailTo(email: string) {
  const { html, headers } = await relay.messages.find(({ to }) => to[0] === email)!.parse();
  const list = headers.get('list') as unknown as { unsubscribe: { url: string } };
  const linkTo = (path: string) => new RegExp(`${PUBLIC_URL}/${path}/[^"]+`).exec(html as string)![0];
  const token = /\/o\/(.+)\.gif/.exec(linkTo('o'))![1]!;
  return { linkTo, token, unsubscribeUrl: list.unsubscribe.url };
}

test('opens and clicks are recorded through the webhooks of n8n', async () => {
  const { linkTo } = await mailTo('c1@example.com');
  const pixel = await ask(linkTo('o'));
  expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
  expect(Buffer.from(await pixel.arrayBuffer()).toString('latin1')).toMatch(/^GIF89a/);
  const click = await ask(linkTo('c'));
  expect([click.status, click.headers.get('location')]).toEqual([302, LINK]);
  expect(await events('open')).toMatchObject([{ email: 'c1@example.com', ip: '203.0.113.7', machine: null }]);
  const [clicked] = await eventually(async () => {
    const clicks = await events('click');
    return clicks.length > 0 && clicks;
  });
  expect(clicked).toMatchObject({ email: 'c1@example.com', url: LINK });
});

test.each([
  ['c1@example.com', 'urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
  [
    'c2@example.com',
    'multipart',
    () => {
      const form = new FormData();
      form.set('List-Unsubscribe', 'One-Click');
      return form;
    },
  ],
])('one click of a mail program unsubscribes %s (%s)', async (email, _, body) => {
  const { unsubscribeUrl } = await mailTo(email);
  for (const method of ['GET', 'HEAD']) expect((await ask(unsubscribeUrl, { method })).status).toBe(200);
  const answer = await ask(unsubscribeUrl, { method: 'POST', body: body() });
  expect([answer.status, await answer.text()]).toEqual([200, 'You are unsubscribed.\n']);
  expect(await withEngine((engine) => engine.contacts.get(email))).toMatchObject({
    status: 'unsubscribed',
    suppressed: true,
  });
});

test('the pages lead to themselves, below the path of the webhook', async () => {
  const { token } = await mailTo('c3@example.com');
  const page = await ask(`/p/${token}`);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(await page.text()).not.toMatch(/ (action|href|src)=/);
  const form = new URLSearchParams({ do: 'unsubscribe' });
  expect((await ask(`/p/${token}`, { method: 'POST', body: form })).status).toBe(200);
  const view = await (await ask(`/v/${token}`)).text();
  expect(view).toContain(`href="${PUBLIC_URL}/c/${token}/0"`);
  expect(await events('unsubscribe')).toHaveLength(3);
});

test('strangers get harmless answers, and start no execution', async () => {
  expect((await ask('/u/forged')).status).toBe(404);
  expect((await ask('/nothing/here')).status).toBe(404);
  expect((await ask(PUBLIC_URL)).status).toBe(200);
  const { unsubscribeUrl } = await mailTo('c1@example.com');
  expect((await ask(unsubscribeUrl, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413);
});

test('the editor shows the public URL, to be copied', async () => {
  const editor = await Editor.open(server.url);
  try {
    await editor.openWorkflow(workflow.id);
    await editor.page.locator('[data-node-name="Tracking"]').dblclick();
    await editor.page.getByText('Webhook URLs', { exact: true }).click();
    await editor.page.getByText('Production URL', { exact: true }).click();
    await editor.page.getByText(PUBLIC_URL.replace(OUTSIDE, server.url), { exact: true }).waitFor();
    expect(await editor.page.getByText(`${server.url}/webhook`).count()).toBe(1);
  } finally {
    await editor.close();
  }
});

test('a click is recorded that n8n got just before it stopped', async () => {
  const { linkTo } = await mailTo('c2@example.com');
  expect((await ask(linkTo('c'))).status).toBe(302);
  await server.stop();
  expect(await events('click')).toMatchObject([{ email: 'c1@example.com' }, { email: 'c2@example.com' }]);
  expect(executions()).toBe(0);
});
