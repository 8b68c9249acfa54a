import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import packageJson from '../../../package.json';
import { recordEvents } from '../../../lib/events';
import type { CampaignKey, EventType } from '../../../lib/model';
import { storeOptions } from '../../../nodes/Mailtarget/engine';
import { MailtargetTrigger } from '../../../nodes/MailtargetTrigger/MailtargetTrigger.node';
import { withStore } from '../../support/crashedStore';
import { eventually } from '../../support/eventually';
import { useMailtargetNode } from '../../support/mailtargetNode';
import { WebhookNode } from '../../support/webhookNode';
import { post, postSigned, signed, triggerNode } from './support';

const node = useMailtargetNode({ privateWebhookNetworks: '127.0.0.1' });
const registered = async () => (await node.engine.webhooks.list()).data;

let n8n: WebhookNode;
beforeEach(async () => {
  n8n = await WebhookNode.start(parametersOf({}), { mailtargetEngine: node.credential });
  await node.engine.settings.update({ privateWebhookNetworks: ['127.0.0.1'] });
});
afterEach(async () => {
  for (const { id } of await registered()) await node.engine.webhooks.delete(id);
  await n8n.stop();
});

const parametersOf = (changes: INodeParameters) =>
  triggerNode({ source: 'engine', events: ['click', 'bounce', 'sent'], ...changes });

describe('publishing the workflow', () => {
  test('registers the node at the engine; unpublishing removes it', async () => {
    await n8n.publish();
    expect(await registered()).toMatchObject([
      { url: n8n.url, events: ['click', 'bounce', 'sent'], campaignId: null, enabled: true },
    ]);
    await n8n.unpublish();
    expect(await registered()).toEqual([]);
  });

  test('again, or after a restart of n8n, changes nothing', async () => {
    await n8n.publish();
    const [before, stored] = [await registered(), n8n.stored];
    await n8n.publish();
    expect(await registered()).toEqual(before);
    expect(n8n.stored).toBe(stored);
  });

  test('changes what differs, and keeps the place in the log', async () => {
    const { id: campaignId } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    await n8n.publish();
    const { id } = (await registered())[0]!;
    await node.engine.webhooks.update(id, { enabled: false, url: n8n.url.replace('127.0.0.1', 'localhost') });
    n8n.parameters = parametersOf({ events: ['open'], options: { campaignId } }).parameters;
    await n8n.publish();
    expect(await registered()).toMatchObject([
      { id, url: n8n.url, events: ['open'], campaignId, enabled: true },
    ]);
  });

  test('makes a webhook that somebody deleted anew', async () => {
    await n8n.publish();
    const { id } = (await registered())[0]!;
    await node.engine.webhooks.delete(id);
    await n8n.publish();
    expect(await registered()).toMatchObject([{ url: n8n.url }]);
    await node.engine.webhooks.delete((await registered())[0]!.id);
    await n8n.unpublish();
    expect(await registered()).toEqual([]);
  });

  test('takes over one that n8n forgot, with another secret', async () => {
    await n8n.publish();
    const { id } = (await registered())[0]!;
    const { secret } = n8n.kept;
    n8n.stored = '{}';
    await n8n.publish();
    expect(await registered()).toMatchObject([{ id }]);
    expect(n8n.kept).toMatchObject({ webhookId: id });
    expect(n8n.kept['secret']).not.toBe(secret);
  });

  test('that does not come about, for another node of it perhaps, leaves nothing at the engine', async () => {
    await n8n.publish();
    // n8n stores what nodes keep when all of them are registered, and otherwise has those that are delete themselves.
    n8n.stored = '{}';
    await n8n.unpublish();
    expect(await registered()).toEqual([]);
  });

  test('leaves alone what others registered, though n8n has its id', async () => {
    const other = { url: 'http://127.0.0.1:9/hooks', events: ['open' as const] };
    const { id } = await node.engine.webhooks.create(other);
    n8n.stored = JSON.stringify({ 'node:Mailtarget Trigger': { webhookId: id } });
    await n8n.publish();
    await n8n.unpublish();
    expect(await registered()).toMatchObject([{ ...other, id }]);
  });

  test('says what to do where the address is not allowed', async () => {
    await node.engine.settings.update({ privateWebhookNetworks: [] });
    await expect(n8n.publish()).rejects.toMatchObject({
      message: expect.stringContaining('127.0.0.1') as string,
      description: expect.stringContaining('Private Webhook Networks') as string,
    });
  });

  test('unpublishing goes through where the engine cannot be reached', async () => {
    await n8n.publish();
    const away = await WebhookNode.start(parametersOf({}), {
      mailtargetEngine: {
        ...node.credential,
        database: 'postgres',
        postgresUrl: 'postgres://127.0.0.1:1/none',
      },
    });
    away.stored = n8n.stored;
    await away.unpublish();
    await away.stop();
  });
});

describe('what the engine tells', () => {
  const record = (campaignId: string, type: EventType, url: string | null = null) =>
    withStore(storeOptions(node.credential).database, ({ db }) =>
      recordEvents(db, [
        { campaign_id: Number(campaignId) as CampaignKey, type, contact_id: null, reason: null, url, at: 0 },
      ]),
    );

  test('starts the workflow, with what was asked for', async () => {
    const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    await n8n.publish();
    await record(id, 'click', 'https://example.com/harvest');
    await record(id, 'paused');
    await record(id, 'sent');
    await eventually(() => Promise.resolve(n8n.executions.flat().length === 2));
    expect(n8n.executions.flat()).toMatchObject([
      { event: 'click', campaignId: id, url: 'https://example.com/harvest', test: false },
      { event: 'sent', campaignId: id, recipient: null },
    ]);
  });

  test('is no repeat of what an engine with another database told under the same id', async () => {
    await n8n.publish();
    const tell = async (timestamp: string) => {
      const body = JSON.stringify({
        events: [{ eventId: '1-1', event: 'click', timestamp, campaignId: '1' }],
      });
      return (await post(n8n.url, body, signed(body, new Date(), n8n.kept['secret'] as string))).body;
    };
    expect(await tell('2026-03-01T09:12:44.120Z')).toEqual({ received: 1 });
    expect(await tell('2026-03-01T09:12:44.120Z')).toEqual({ received: 0 });
    expect(await tell('2026-04-01T10:00:00.000Z')).toEqual({ received: 1 });
  });

  test('is refused without the secret that both have', async () => {
    await n8n.publish();
    const body = JSON.stringify({ event: 'click' });
    expect(await post(n8n.url, body)).toMatchObject({ status: 401 });
    expect(await post(n8n.url, body, signed(body))).toMatchObject({ status: 401 });
    expect(await post(n8n.url, body, signed(body, new Date(), n8n.kept['secret'] as string))).toMatchObject({
      status: 200,
    });
  });

  test('is answered with 503 before the node is registered', async () => {
    expect(await postSigned(n8n.url, { event: 'click' })).toMatchObject({ status: 503 });
  });
});

describe('listening for a test event', () => {
  test('gives a sample of each event, and leaves production alone', async () => {
    await n8n.publish();
    const [before, stored] = [await registered(), n8n.stored];
    await n8n.listen();
    expect(await registered()).toMatchObject([...before, { url: n8n.testUrl }]);
    await eventually(() => Promise.resolve(n8n.executions.length > 0));
    expect(n8n.executions).toMatchObject([
      [
        { event: 'click', test: true, url: expect.stringMatching(/^https/) as string },
        { event: 'bounce', test: true, bounceType: 'hard' },
        { event: 'sent', test: true },
      ],
    ]);
    await eventually(async () => (await registered()).length === 1);
    expect(await registered()).toEqual(before);
    expect(n8n.stored).toBe(stored);
  });

  test('takes over what a test before left', async () => {
    await n8n.listen();
    await n8n.listen();
    expect(await registered()).toHaveLength(1);
    await n8n.stopListening();
    expect(await registered()).toEqual([]);
  });
});

test("n8n's editor shows the source: it leaves out a parameter of which every choice shows a credential", () => {
  const { credentials } = new MailtargetTrigger().description;
  expect(credentials!.filter(({ displayOptions }) => displayOptions?.show)).toHaveLength(1);
});

test('icons and codex are where n8n looks for them, and n8n is told of the node', () => {
  const { description } = new MailtargetTrigger();
  const folder = join(__dirname, '../../../nodes/MailtargetTrigger');
  for (const icon of Object.values(description.icon as Record<string, string>)) {
    expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
  }
  const codex = JSON.parse(readFileSync(join(folder, 'MailtargetTrigger.node.json'), 'utf8')) as {
    node: string;
  };
  expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
  expect(packageJson.n8n.nodes).toContain('dist/nodes/MailtargetTrigger/MailtargetTrigger.node.js');
});
