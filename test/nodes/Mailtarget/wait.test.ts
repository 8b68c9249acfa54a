import { byId, resultOf, useMailtargetNode, workflowOf } from '../../support/mailtargetNode';
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
