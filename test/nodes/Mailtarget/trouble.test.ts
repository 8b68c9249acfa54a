import { byId, executeNode, useMailtargetNode } from '../../support/mailtargetNode';
import { startSmtpServer } from '../../support/smtpServer';

const node = useMailtargetNode();

test('waiting for a campaign that nothing comes of ends with the reason, and the campaign stays launched', async () => {
  const relay = await startSmtpServer({ refuseSender: 530 });
  node.credential = { ...node.credential, port: relay.port };
  const { labels } = await node.engine.contacts.upsert({ email: 'ada@example.com', labels: ['news'] });
  const recipients = { labelIds: [labels[0]!.id] };
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });

  const send = { resource: 'campaign', operation: 'send', campaignId: byId(id), waitUntilSent: true };
  const { error } = await executeNode(node, send);
  expect(error).toMatchObject({
    type: 'CAMPAIGN_WAITING',
    message: expect.stringContaining('wants a login') as string,
    description: expect.stringContaining('do not send it again') as string,
  });
  expect(await node.engine.reports.basic(id)).toMatchObject({ status: 'sending', remaining: 1 });
  await relay.stop();
});
