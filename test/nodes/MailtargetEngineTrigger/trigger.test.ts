import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import packageJson from '../../../package.json';
import { recordEvents } from '../../../lib/events';
import { openEngine } from '../../../lib/host';
import type { CampaignKey } from '../../../lib/model';
import { MailtargetEngineTrigger } from '../../../nodes/MailtargetEngineTrigger/MailtargetEngineTrigger.node';
import { failure } from '../../support/campaigns';
import { relayOptions, storeOptions } from '../../../nodes/Mailtarget/engine';
import { withStore } from '../../support/crashedStore';
import { eventually } from '../../support/eventually';
import { byId, executeNode, useMailtargetNode } from '../../support/mailtargetNode';
import { activateTrigger, testTrigger } from '../../support/workflow';

const IN_A_YEAR = () => new Date(Date.now() + 365 * 86_400_000).toISOString();

const node = useMailtargetNode();
const trigger: INode = {
  id: 'trigger',
  name: 'Engine',
  type: 'n8n-nodes-mailtarget.mailtargetEngineTrigger',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
  credentials: { mailtargetEngine: { id: 'test', name: 'Mailtarget Engine' } },
};

/** The engine now: another one after it was closed. */
const engine = () => openEngine({ ...storeOptions(node.credential), relay: relayOptions(node.credential) });

async function campaign(subject: string): Promise<string> {
  const { campaigns, contacts } = await engine();
  await contacts.upsert({ email: 'ana@example.com' });
  return (await campaigns.create({ subject, body: '<p>Hello</p>', recipients: { all: true } })).id;
}

describe('an active workflow with the trigger', () => {
  test('starts with what the engine took up', async () => {
    const scheduledAt = IN_A_YEAR();
    const { campaigns } = await engine();
    const [scheduled, paused] = [await campaign('Later'), await campaign('Held')];
    await campaigns.schedule(scheduled, { scheduledAt });
    await campaigns.send(paused);
    const isHeld = await failure(campaigns.pause(paused));
    const expected = {
      type: 'engineStarted',
      scheduled: [{ id: scheduled, subject: 'Later', scheduledAt }],
      sending: [],
      paused: isHeld ? [] : [expect.objectContaining({ id: paused, subject: 'Held', statusReason: null })],
    };
    const active = await activateTrigger(trigger, node.credential);
    expect(active.emitted).toEqual([expected]);
    expect(await testTrigger(trigger, node.credential)).toEqual([expected]);
    await active.deactivate();
  });

  test('keeps the engine until the last one is deactivated; an operation starts it again', async () => {
    const held = await engine();
    const [one, other] = [
      await activateTrigger(trigger, node.credential),
      await activateTrigger(trigger, node.credential),
    ];
    await one.deactivate();
    await one.deactivate();
    expect((await held.campaigns.list()).meta.page).toBe(1);
    await other.deactivate();
    expect(await failure(held.campaigns.list())).toMatchObject({ code: 'ENGINE_STOPPED' });
    const { json } = await executeNode(node, { resource: 'campaign', operation: 'getAll', filters: {} });
    expect(json.length).toBeGreaterThan(0);
  });

  test('closes the engine only when nobody waits for it', async () => {
    const slow = { ...node.credential, messagesPerSecond: 0.05 };
    const id = await campaign('Slow');
    const { contacts, campaigns } = await engine();
    await contacts.upsert({ email: 'ben@example.com' });
    await contacts.upsert({ email: 'eva@example.com' });
    const active = await activateTrigger(trigger, slow);
    const running = executeNode(
      { ...node, credential: slow },
      { resource: 'campaign', operation: 'send', campaignId: byId(id), waitUntilSent: true, maxWait: 0.05 },
    );
    await eventually(async () => (await campaigns.get(id)).status === 'sending');
    await active.deactivate();
    expect((await running).json).toMatchObject([{ id, status: 'sending' }]);
    expect(await failure(campaigns.get(id))).toMatchObject({ code: 'ENGINE_STOPPED' });
  });

  test('that is only tried out in the editor closes no engine', async () => {
    const { campaigns } = await engine();
    await testTrigger(trigger, node.credential);
    expect((await campaigns.list()).meta.page).toBe(1);
  });

  test('hands on what happens, each event once, through restarts', async () => {
    const id = await campaign('Watched');
    const clicking = { ...trigger, parameters: { events: ['click'], options: { eventsPerExecution: 50 } } };
    const click = (count: number) =>
      withStore(storeOptions(node.credential).database, ({ db }) =>
        recordEvents(
          db,
          Array.from({ length: count }, (_, index) => ({
            campaign_id: Number(id) as CampaignKey,
            type: 'click' as const,
            contact_id: null,
            reason: null,
            url: `https://example.com/${index}`,
            at: 0,
          })),
        ),
      );
    const executions = new Set<string>();
    const emitted: IDataObject[] = [];
    for (let start = 0; start < 3; start++) {
      const active = await activateTrigger(clicking, node.credential, executions);
      await click(170);
      await eventually(() => Promise.resolve(active.emitted.length > 60));
      await active.deactivate();
      emitted.push(...active.emitted);
    }
    const last = await activateTrigger(clicking, node.credential, executions);
    await eventually(() => Promise.resolve(emitted.length + last.emitted.length === 510));
    await last.deactivate();
    const sequences = [...emitted, ...last.emitted].map(({ sequence }) => sequence as number);
    expect(new Set(sequences).size).toBe(510);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(emitted[0]).toMatchObject({ campaignId: id, type: 'click', url: 'https://example.com/0' });
  });

  test('hands on what happens in another database, though n8n knows batches of that number', async () => {
    const clicking = { ...trigger, id: 'other', parameters: { events: ['click'] } };
    const executions = new Set<string>();
    const emitted: IDataObject[] = [];
    for (const at of [1_000, 2_000]) {
      const database = {
        type: 'sqlite' as const,
        folder: await mkdtemp(join(tmpdir(), 'mailtarget-other-')),
      };
      const active = await activateTrigger(
        clicking,
        { ...node.credential, dataFolder: database.folder },
        executions,
      );
      await withStore(database, async ({ db }) => {
        const event = {
          campaign_id: 1 as CampaignKey,
          type: 'click' as const,
          contact_id: null,
          reason: null,
        };
        await recordEvents(db, [{ ...event, url: 'https://example.com/', at }]);
      });
      await eventually(() =>
        withStore(database, async ({ db }) => {
          const follower = await db.selectFrom('followers').select('until').executeTakeFirst();
          return follower?.until === null && active.emitted.length > 0;
        }),
      );
      await active.deactivate();
      await rm(database.folder, { recursive: true });
      emitted.push(...active.emitted);
    }
    expect(emitted).toHaveLength(2);
  });

  test('takes the ID of a campaign as an expression may give it', async () => {
    const id = await campaign('Counted');
    const options = { campaignId: ` ${id} ` };
    const clicking = { ...trigger, id: 'one', parameters: { events: ['click', 'launched'], options } };
    const active = await activateTrigger(clicking, node.credential);
    await (await engine()).campaigns.send(id);
    await eventually(() => Promise.resolve(active.emitted.length > 0));
    expect(active.emitted).toMatchObject([{ type: 'launched', campaignId: id }]);
    await active.deactivate();
  });

  test('gives a sample of each kind where it is tried out', async () => {
    const samples = await testTrigger(
      {
        ...trigger,
        parameters: { events: ['engineStarted', 'click', 'bounce', 'launched', 'health_warning'] },
      },
      node.credential,
    );
    expect(samples).toMatchObject([
      { type: 'engineStarted' },
      {
        type: 'click',
        test: true,
        email: 'ana@example.com',
        url: expect.stringMatching(/^https:/) as string,
      },
      { type: 'bounce', bounceType: 'hard' },
      { type: 'launched', email: null },
      { type: 'health_warning', reason: '6 % of the messages bounced.' },
    ]);
  });

  test('says what is wrong with the credential', async () => {
    const broken = activateTrigger(trigger, { ...node.credential, senderEmail: 'ana@' });
    await expect(broken).rejects.toMatchObject({
      message: expect.stringContaining('"ana@"'),
      description: expect.stringContaining('Correct the Mailtarget Engine credential'),
    });
  });
});

test('icons and codex are where n8n looks for them, and n8n is told of the node', () => {
  const { description } = new MailtargetEngineTrigger();
  const folder = join(__dirname, '../../../nodes/MailtargetEngineTrigger');
  for (const icon of Object.values(description.icon as Record<string, string>)) {
    expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
  }
  const codex = JSON.parse(readFileSync(join(folder, 'MailtargetEngineTrigger.node.json'), 'utf8')) as {
    node: string;
  };
  expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
  expect(packageJson.n8n.nodes).toContain(
    'dist/nodes/MailtargetEngineTrigger/MailtargetEngineTrigger.node.js',
  );
});
