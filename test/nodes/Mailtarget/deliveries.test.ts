import { whenSent } from '../../support/campaigns';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();

test('the deliveries of a campaign tell what became of each message, and which transport took it', async () => {
  for (const name of ['ana', 'ben', 'cem']) {
    await node.engine.contacts.upsert({ email: `${name}@example.com` });
  }
  const recipients = { all: true };
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });
  await node.engine.campaigns.send(id);
  await whenSent(node.engine, id);

  const getDeliveries = { resource: 'campaign', operation: 'getDeliveries', campaignId: byId(id) };
  const { json } = await executeNode(node, { ...getDeliveries, returnAll: true });
  expect(json).toHaveLength(3);
  expect(json[0]).toMatchObject({ campaignId: id, email: 'ana@example.com', status: 'sent', attempts: 1 });
  expect(json[0]).toMatchObject({ transportId: 'default', reason: expect.stringContaining('250') });
  expect(await resultOf(node, { ...getDeliveries, limit: 1, filters: { status: 'sent' } })).toEqual(json[0]);
  expect((await executeNode(node, { ...getDeliveries, filters: { status: 'bounced' } })).json).toEqual([]);
});
