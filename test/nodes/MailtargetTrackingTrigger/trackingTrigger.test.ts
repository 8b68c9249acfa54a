import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { INode, IWebhookResponseData } from 'n8n-workflow';
import packageJson from '../../../package.json';
import { openEngine } from '../../../lib/host';
import type { EventType } from '../../../lib/model';
import { MailtargetTrackingTrigger } from '../../../nodes/MailtargetTrackingTrigger/MailtargetTrackingTrigger.node';
import { type EngineCredential, relayOptions, storeOptions } from '../../../nodes/Mailtarget/engine';
import { failure, lastMailTo } from '../../support/campaigns';
import { eventually } from '../../support/eventually';
import { freePort } from '../../support/freePort';
import { useMailtargetNode } from '../../support/mailtargetNode';
import { activateTrigger, type ActiveTrigger, receiveWebhook } from '../../support/workflow';

const PUBLIC_URL = 'https://n8n.example.com/webhook/5d0c3c52-5b0c-4c9e-9f1e-2c9fb0a3a9d1/5d0c3c52';
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const HARVEST = 'https://roastery.example/harvest';

const tracking: INode = {
  id: 'tracking',
  name: 'Tracking',
  type: 'n8n-nodes-mailtarget.mailtargetTrackingTrigger',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
  credentials: { mailtargetEngine: { id: 'test', name: 'Mailtarget Engine' } },
};

const node = useMailtargetNode({ publicUrl: PUBLIC_URL, trackingPort: 0 });
let n8n: Server;
let active: ActiveTrigger;
/** What the node told n8n of each request. */
let told: IWebhookResponseData[];
let campaignId: string;
/** Of Ana's message. */
let token: string;

/** Receives requests, and has the node answer them. */
async function listen(credential: EngineCredential): Promise<Server> {
  const server = createServer(async (request, response) => {
    told.push(await receiveWebhook(tracking, credential, request, response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** The engine now: another one after it was closed. */
const engine = () => openEngine({ ...storeOptions(node.credential), relay: relayOptions(node.credential) });

async function sendToAna(): Promise<{ campaignId: string; token: string }> {
  const { contacts, consent, campaigns, reports } = await engine();
  // Whoever has left comes back.
  await contacts.upsert({ email: 'ana@example.com' });
  await consent.resubscribe('ana@example.com', { source: 'test' });
  const { id } = await campaigns.create({
    subject: 'Harvest',
    body: `<html><body><a href="${HARVEST}">The harvest</a></body></html>`,
    recipients: { all: true },
  });
  await campaigns.send(id);
  await eventually(async () => (await reports.basic(id)).status === 'sent');
  const { html } = await lastMailTo(node.relay, 'ana@example.com');
  const [, link] = new RegExp(`${PUBLIC_URL}/c/([^"]+)/0"`).exec(html as string)!;
  return { campaignId: id, token: link! };
}

const events = async (type: EventType) =>
  (await (await engine()).events.list({ campaignId, types: [type] })).data;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const ask = (path: string, init: RequestInit = {}, server = n8n) =>
  fetch(`http://127.0.0.1:${portOf(server)}${new URL(PUBLIC_URL).pathname}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'user-agent': BROWSER, 'x-forwarded-for': '203.0.113.7', ...init.headers },
  });

describe('a request for a link of a message', () => {
  beforeEach(async () => {
    active = await activateTrigger(tracking, node.credential);
    told = [];
    n8n = await listen(node.credential);
    ({ campaignId, token } = await sendToAna());
  });
  afterEach(async () => {
    await active.deactivate();
    n8n.close();
  });

  test('the image of a message is answered, and counted as an open of whoever the proxy names', async () => {
    const pixel = await ask(`/o/${token}.gif`);
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
    const bytes = await pixel.bytes();
    expect(bytes.length).toBe(Number(pixel.headers.get('content-length')));
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^GIF89a/);
    expect(await events('open')).toMatchObject([
      { email: 'ana@example.com', ip: '203.0.113.7', machine: null },
    ]);
  });

  test('a click leads on, and is recorded also when the workflow is deactivated at once', async () => {
    const click = await ask(`/c/${token}/0?fbclid=1`);
    expect([click.status, click.headers.get('location')]).toEqual([302, HARVEST]);
    await active.deactivate();
    expect(await events('click')).toMatchObject([{ email: 'ana@example.com', url: HARVEST }]);
  });

  test.each([
    ['urlencoded', () => new URLSearchParams(ONE_CLICK)],
    [
      'multipart',
      () => {
        const form = new FormData();
        form.set('List-Unsubscribe', 'One-Click');
        return form;
      },
    ],
  ])('one click of a mail program unsubscribes (RFC 8058, %s)', async (_, body) => {
    const answer = await ask(`/u/${token}`, { method: 'POST', body: body() });
    expect([answer.status, await answer.text()]).toEqual([200, 'You are unsubscribed.\n']);
    expect(await events('unsubscribe')).toHaveLength(1);
  });

  test('HEAD is answered without a body', async () => {
    const page = await ask(`/u/${token}`, { method: 'HEAD' });
    expect([page.status, await page.text()]).toEqual([200, '']);
    expect(Number(page.headers.get('content-length'))).toBeGreaterThan(0);
  });

  test('the pages name no path, so that they work below that of a webhook; links of the message do', async () => {
    const pages = await Promise.all([`/u/${token}`, `/p/${token}`].map((path) => ask(path)));
    for (const page of pages) expect(await page.text()).not.toMatch(/ (action|href|src)=/);
    const view = await (await ask(`/v/${token}`)).text();
    expect(view).toContain(`href="${PUBLIC_URL}/c/${token}/0"`);
  });

  test('the production URL itself says that it answers the links of messages', async () => {
    const page = await ask('', { headers: { 'accept-language': 'de' } });
    expect([page.status, page.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
    expect(await page.text()).toContain('Diese Adresse beantwortet die Links in E-Mails');
    expect(told).toEqual([{ noWebhookResponse: true }]);
  });

  test('strangers get harmless answers, and nothing starts an execution', async () => {
    expect((await ask('/u/forged')).status).toBe(404);
    expect((await ask('/elsewhere')).status).toBe(404);
    expect((await ask(`/c/${token}/0`, { method: 'POST' })).status).toBe(405);
    expect((await ask(`/u/${token}`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413);
    expect(told).toEqual(Array(4).fill({ noWebhookResponse: true }));
    expect(await events('unsubscribe')).toEqual([]);
  });

  test('without an engine, whoever asks is told to try again', async () => {
    await active.deactivate();
    const broken = await listen({ ...node.credential, senderEmail: 'ana@' });
    const answer = await ask(`/u/${token}`, { method: 'POST', body: ONE_CLICK }, broken);
    broken.close();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await answer.text()).toContain('try again');
    expect(told).toEqual([{ noWebhookResponse: true }]);
  });

  test('a form that breaks off keeps nobody waiting', async () => {
    const socket = connect(portOf(n8n), '127.0.0.1');
    socket.write(`POST /u/${token} HTTP/1.1\r\nHost: n8n\r\nContent-Length: 100\r\n\r\nList-`);
    await once(n8n, 'request');
    socket.destroy();
    await eventually(async () => told.length === 1);
    expect(await events('unsubscribe')).toEqual([]);
  });

  test('whoever is gone before the node is asked keeps nobody waiting', async () => {
    const slow = createServer(async (request, response) => {
      await once(response, 'close');
      told.push(await receiveWebhook(tracking, node.credential, request, response));
    }).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    const socket = connect(portOf(slow), '127.0.0.1');
    socket.write(`POST /u/${token} HTTP/1.1\r\nHost: n8n\r\nContent-Length: 100\r\n\r\nList-`);
    await once(slow, 'request');
    socket.destroy();
    await eventually(async () => told.length === 1);
    slow.close();
  });

  test('a form that n8n has read already is taken from n8n', async () => {
    const reading = createServer(async (request, response) => {
      const rawBody = await buffer(request);
      told.push(
        await receiveWebhook(tracking, node.credential, Object.assign(request, { rawBody }), response),
      );
    }).listen(0, '127.0.0.1');
    await once(reading, 'listening');
    const body = new URLSearchParams(ONE_CLICK);
    const answer = await ask(
      `/u/${token}`,
      { method: 'POST', body, signal: AbortSignal.timeout(5000) },
      reading,
    );
    reading.close();
    expect(answer.status).toBe(200);
    expect(await events('unsubscribe')).toHaveLength(1);
  });

  test('it keeps the engine for as long as its workflow is active', async () => {
    const { labels } = await engine();
    await labels.list();
    await active.deactivate();
    expect(await failure(labels.list())).toMatchObject({ code: 'ENGINE_STOPPED' });
  });

  test('in a process that only answers webhooks, it leaves all other work to others, and reads its credential once', async () => {
    await active.deactivate();
    const trackingPort = await freePort();
    const server = await listen({ ...node.credential, trackingPort });
    const unreadable = await listen({ ...node.credential, senderEmail: 'ana@' });
    const [command] = process.argv.splice(2, 1, 'webhook');
    try {
      expect((await ask(`/o/${token}.gif`, {}, server)).status).toBe(200);
      expect((await ask(`/o/${token}.gif`, {}, unreadable)).status).toBe(200);
      await expect(fetch(`http://127.0.0.1:${trackingPort}`)).rejects.toThrow('fetch failed');
    } finally {
      process.argv[2] = command!;
      server.close();
      unreadable.close();
    }
    expect(await events('open')).toHaveLength(2);
  });

  test('a workflow with a wrong credential is not activated', async () => {
    const wrong = activateTrigger(tracking, { ...node.credential, senderEmail: 'ana@' });
    await expect(wrong).rejects.toMatchObject({
      description: expect.stringContaining('Correct the Mailtarget Engine credential'),
    });
  });
});

describe('its paths', () => {
  const { webhooks } = new MailtargetTrackingTrigger().description;

  test('show one URL in the editor, which is the public URL', () => {
    expect(webhooks!.filter(({ ndvHideUrl }) => !ndvHideUrl)).toEqual([
      expect.objectContaining({ path: '={{ $webhookId }}/{{ $webhookId.slice(0, 8) }}' }),
    ]);
  });

  test('are no others than those of another such node', () => {
    for (const { path } of webhooks!) expect(path).toContain('$webhookId.slice(0, 8)');
  });
});

test('icons and codex are where n8n looks for them, and n8n is told of the node', () => {
  const { description } = new MailtargetTrackingTrigger();
  const folder = join(__dirname, '../../../nodes/MailtargetTrackingTrigger');
  for (const icon of Object.values(description.icon as Record<string, string>)) {
    expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
  }
  const codex = JSON.parse(readFileSync(join(folder, 'MailtargetTrackingTrigger.node.json'), 'utf8')) as {
    node: string;
  };
  expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
  expect(packageJson.n8n.nodes).toContain(
    'dist/nodes/MailtargetTrackingTrigger/MailtargetTrackingTrigger.node.js',
  );
});
