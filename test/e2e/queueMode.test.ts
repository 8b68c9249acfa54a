import { Client } from 'pg';
import { type Engine, startEngine } from '../../lib/engine';
import { signed } from '../nodes/MailtargetTrigger/support';
import { addSubscribers, engineOptions, lastMailTo, newsletter, whenSent } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { type JsonEndpoint, startJsonEndpoint } from '../support/jsonEndpoint';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { engineCredential } from './support/engineCredential';
import { N8n } from './support/n8n';
import type { RunningN8n } from './support/n8nServer';
import { hasRedis, type Queue, startQueue } from './support/queue';
import { queueWorkflow, SEND_PATH, TRACKING_PATH, TRIGGER_PATH } from './support/queueWorkflow';

const RECIPIENTS = 500;
const LINK = 'https://roastery.example/harvest';
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** What n8n is called outside, behind a proxy. */
const OUTSIDE = 'https://n8n.example.com';

const [described, name] = hasRedis()
  ? [describe, 'n8n in queue mode: a main process, a worker and a webhook process']
  : [describe.skip, 'n8n in queue mode (skipped: this machine has no redis-server)'];

described(name, () => {
  let queue: Queue;
  let relay: TestSmtpServer;
  /** Is told of each event by a workflow. */
  let told: JsonEndpoint;
  let n8n: N8n;
  /** Beside n8n, to prepare and to look. */
  let engine: Engine;
  let main: RunningN8n;
  let worker: RunningN8n;
  let webhooks: RunningN8n;
  let campaignId: string;

  beforeAll(async () => {
    [queue, relay, told] = await Promise.all([startQueue(), startSmtpServer(), startJsonEndpoint()]);
    n8n = await N8n.create(queue.settings);
    const publicUrl = OUTSIDE + TRACKING_PATH;
    const options = { ...engineOptions({ type: 'postgres', url: queue.engineUrl }, relay), publicUrl };
    const { encryptionKey } = options;
    const database = { database: 'postgres', postgresUrl: queue.engineUrl, encryptionKey };
    const rest = { publicUrl, trackingPort: 0, privateWebhookNetworks: '127.0.0.1' };
    await n8n.importCredentials([engineCredential(relay, { ...database, ...rest })]);
    const workflow = queueWorkflow(told.url);
    await n8n.importWorkflows([workflow]);
    await n8n.publish(workflow.id);
    engine = await startEngine({ ...options, launchesDue: false });
    const body = `<html><body><a href="${LINK}">The harvest</a></body></html>`;
    const campaign = newsletter(await addSubscribers(engine, RECIPIENTS), { body });
    campaignId = (await engine.campaigns.create(campaign)).id;
    main = await n8n.start();
    [worker, webhooks] = await Promise.all([n8n.start('worker'), n8n.start('webhook')]);
  });

  afterAll(async () => {
    await engine.close();
    try {
      for (const one of [webhooks, worker, main]) await one.stop();
    } finally {
      for (const one of [told, relay, queue]) await one.stop();
      await n8n.remove();
    }
  });

  const post = (url: string, body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body, headers });

  /** As the proxy passes it on to the webhook process. */
  const ask = (url: string, init: RequestInit = {}) =>
    fetch(url.replace(OUTSIDE, webhooks.url), {
      redirect: 'manual',
      ...init,
      headers: { 'x-forwarded-for': '203.0.113.7', 'user-agent': BROWSER },
    });

  test('a worker that stops finishes what is on the wire, the main process sends the rest, and nobody gets two', async () => {
    const json = { 'content-type': 'application/json' };
    const send = () => post(webhooks.url + SEND_PATH, JSON.stringify({ id: campaignId }), json);
    const sent = await eventually(async () => {
      const answer = await send();
      return answer.status !== 404 && answer;
    });
    expect([sent.status, await sent.json()]).toMatchObject([200, { id: campaignId, status: 'sending' }]);
    await relay.received(100);
    await worker.stop();
    expect(await whenSent(engine, campaignId, 40_000)).toMatchObject({
      audience: RECIPIENTS,
      sent: RECIPIENTS,
    });
    expect(relay.messages).toHaveLength(RECIPIENTS);
    expect(new Set(relay.messages.map(({ to }) => to[0])).size).toBe(RECIPIENTS);
    worker = await n8n.start('worker');
  });

  test('a webhook that comes again is dropped, whichever process gets it', async () => {
    const secret = await secretOfTrigger();
    const bounce = { eventId: 'sent-twice', event: 'bounce', campaignId, raw: { bounceType: 'hard' } };
    const body = JSON.stringify({ events: [bounce] });
    const take = async ({ url }: RunningN8n) =>
      (await post(url + TRIGGER_PATH, body, signed(body, new Date(), secret))).json();
    expect([await take(webhooks), await take(main), await take(webhooks)]).toEqual([
      { received: 1 },
      { received: 0 },
      { received: 0 },
    ]);
  });

  /** As n8n keeps it. */
  async function secretOfTrigger(): Promise<string> {
    const client = new Client(queue.n8nUrl);
    await client.connect();
    const { rows } = await client.query<{ kept: Record<string, { secret: string }> }>(
      'select "staticData" as kept from workflow_entity',
    );
    await client.end();
    return rows[0]!.kept['node:Trigger']!.secret;
  }

  test('the webhook process answers links, and records what it holds back when it stops', async () => {
    const { html, headers } = await lastMailTo(relay, 'c1@example.com');
    const [link] = new RegExp(`${OUTSIDE}[^"]+/c/[^"]+`).exec(html as string)!;
    const { unsubscribe } = headers.get('list') as unknown as { unsubscribe: { url: string } };
    const left = await ask(unsubscribe.url, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect([left.status, (await engine.contacts.get('c1@example.com')).status]).toEqual([
      200,
      'unsubscribed',
    ]);
    const clicked = await ask(link);
    expect([clicked.status, clicked.headers.get('location')]).toEqual([302, LINK]);
    await webhooks.stop();
    const { data } = await engine.events.list({ campaignId });
    expect(data.filter(({ type }) => type === 'click')).toMatchObject([
      { email: 'c1@example.com', machine: null },
    ]);
  });

  test('what happens is told by the main process and executed by the worker, each event once', async () => {
    await told.received(3);
    await worker.stop();
    expect(told.posted.map(({ json }) => json['type'])).toEqual(['sent', 'unsubscribe', 'click']);
  });
});
