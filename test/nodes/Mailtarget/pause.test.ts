import { expectRefusal } from '../../support/expectRefusal';
import { byId, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

/** Slow enough that a campaign to several people is still being sent when it is paused. */
const node = useMailtargetNode({ messagesPerSecond: 0.05 });
const on = (operation: string, id: string) =>
  resultOf(node, { resource: 'campaign', operation, campaignId: byId(id) });

async function launched(label: string): Promise<string> {
  for (const name of ['one', 'two', 'three']) {
    await node.engine.contacts.upsert({ email: `${name}-${label}@example.com`, labels: [label] });
  }
  const { id: labelId } = await node.engine.labels.create({ name: label });
  const recipients = { labelIds: [labelId] };
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });
  await node.engine.campaigns.send(id);
  return id;
}

test('a campaign is paused, resumed and stopped, and tells its status on the way', async () => {
  const id = await launched('controlled');
  expect(await on('pause', id)).toMatchObject({ id, status: 'paused' });
  expect(await on('getStatus', id)).toMatchObject({
    campaignId: id,
    status: 'paused',
    messagesPerSecond: 0,
    transports: [{ transportId: 'default' }],
  });
  expect(await on('resume', id)).toMatchObject({ id, status: 'sending' });
  expect(await on('stop', id)).toMatchObject({ id, statusReason: 'The campaign was stopped.' });
});

test('paused campaigns are found by their status', async () => {
  const id = await launched('found');
  await on('pause', id);
  const filters = { status: 'paused' };
  expect(await resultOf(node, { resource: 'campaign', operation: 'getAll', filters })).toMatchObject({ id });
});

test('a draft is not paused, and the node says what else to do', async () => {
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
  const campaignId = byId(id);
  await expectRefusal(
    node,
    { resource: 'campaign', operation: 'pause', campaignId },
    { code: 'CAMPAIGN_NOT_SENDING', message: /is a draft/, advice: /Get Status/ },
  );
  await expectRefusal(
    node,
    { resource: 'campaign', operation: 'resume', campaignId },
    { code: 'CAMPAIGN_NOT_PAUSED', message: /is a draft/, advice: /Get Status/ },
  );
});
