import { pauseCampaign } from '../../../lib/campaigns';
import { type CampaignKey, STOPPED, toKey } from '../../../lib/model';
import { storeOptions } from '../../../nodes/Mailtarget/engine';
import { withStore } from '../../support/crashedStore';
import { eventually } from '../../support/eventually';
import { byId, executeNode, resultOf, useMailtargetNode, workflowOf } from '../../support/mailtargetNode';
import { startWorkflow } from '../../support/workflow';

/** Slow enough that a campaign to several people is still sending when a test has seen what it wants to see. */
const node = useMailtargetNode({ messagesPerSecond: 0.05 });
const send = { resource: 'campaign', operation: 'send', waitUntilSent: true };

async function campaignTo(email: string): Promise<string> {
  const { labels } = await node.engine.contacts.upsert({ email: `one-${email}`, labels: [email] });
  await node.engine.contacts.upsert({ email: `two-${email}`, labels: [email] });
  const recipients = { labelIds: [labels[0]!.id] };
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });
  return id;
}

test('after the maximum wait the workflow goes on while the campaign is still sending', async () => {
  const id = await campaignTo('patience@example.com');
  const result = await resultOf(node, { ...send, campaignId: byId(id), maxWait: 0.02 });
  expect(result).toMatchObject({ id, status: 'sending', audience: 2 });
  expect(result['remaining']).toBeGreaterThan(0);
});

test('stopping the execution ends the wait, starts no further campaign, and leaves the first one sending', async () => {
  const first = await campaignTo('first@example.com');
  const second = await campaignTo('second@example.com');
  const campaignId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
  const items = [{ json: { id: first } }, { json: { id: second } }];
  const running = startWorkflow(workflowOf({ ...send, campaignId }, { items }), node.credential);
  while ((await node.engine.campaigns.get(first)).status !== 'sending') await new Promise(setImmediate);
  running.cancel();
  await running;
  expect(await node.engine.campaigns.get(first)).toMatchObject({ status: 'sending' });
  expect(await node.engine.campaigns.get(second)).toMatchObject({ status: 'draft' });
});

const whenSending = (id: string) =>
  eventually(async () => (await node.engine.campaigns.get(id)).status === 'sending');

test('a pause ends the wait, and the node says how to go on', async () => {
  const id = await campaignTo('pause@example.com');
  const running = executeNode(node, { ...send, campaignId: byId(id) });
  await whenSending(id);
  await node.engine.campaigns.pause(id);
  const run = await running;
  expect(run.json).toMatchObject([{ id, status: 'paused', audience: 2 }]);
  expect(run.hints('Mailtarget').at(-1)?.message).toContain('Resume it');
});

test('a stop ends the wait with the report', async () => {
  const id = await campaignTo('stop@example.com');
  const running = resultOf(node, { ...send, campaignId: byId(id) });
  await whenSending(id);
  await node.engine.campaigns.stop(id);
  const result = await running;
  expect(result).toMatchObject({ id, status: 'sent', statusReason: STOPPED, audience: 2, remaining: 0 });
  expect(result['skipped']).toBeGreaterThan(0);
});

test('a pause that the engine made is an error with its reason', async () => {
  const id = await campaignTo('health@example.com');
  const running = executeNode(node, { ...send, campaignId: byId(id) });
  await whenSending(id);
  const { database } = storeOptions(node.credential);
  await withStore(database, ({ db }) =>
    pauseCampaign(db, toKey<CampaignKey>(id)!, Date.now(), '12 % of the messages bounced.'),
  );
  expect((await running).error).toMatchObject({
    type: 'CAMPAIGN_WAITING',
    message: `Campaign ${id} was paused: 12 % of the messages bounced.`,
    description: expect.stringContaining('Resume') as string,
  });
});
