import { byId, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();

beforeAll(async () => {
  await node.engine.fields.create({ tag: 'first_name' });
});

async function campaignTo(label: string, people: number): Promise<string> {
  for (let n = 1; n <= people; n++) {
    const fields = { first_name: `Person ${n}` };
    await node.engine.contacts.upsert({ email: `${label}${n}@example.com`, fields, labels: [label] });
  }
  const { id } = await node.engine.labels.create({ name: label });
  const campaign = await node.engine.campaigns.create({
    subject: `Hello ${label}`,
    body: '<p>Hello {{first_name}}</p>',
    recipients: { labelIds: [id] },
  });
  return campaign.id;
}

const messagesTo = (label: string) => node.relay.messages.filter(({ to }) => to[0]!.startsWith(label));

test('send launches the campaign and goes on at once', async () => {
  const id = await campaignTo('atonce', 2);
  const sent = await resultOf(node, { resource: 'campaign', operation: 'send', campaignId: byId(id) });
  expect(sent).toMatchObject({ id, launchedAt: expect.any(String) });
  expect(sent).not.toHaveProperty('audience');
  await node.relay.received(2);
});

test('with Wait Until Sent, it puts out the sent campaign with its report', async () => {
  const id = await campaignTo('waited', 3);
  const send = { resource: 'campaign', operation: 'send', campaignId: byId(id), waitUntilSent: true };
  expect(await resultOf(node, send)).toMatchObject({
    id,
    subject: 'Hello waited',
    status: 'sent',
    sentAt: expect.any(String),
    audience: 3,
    sent: 3,
    remaining: 0,
    sentRate: 1,
  });
  const parsed = await Promise.all(messagesTo('waited').map((message) => message.parse()));
  expect(parsed.map(({ text }) => text?.split('\n')[0]).sort()).toEqual([
    'Hello Person 1',
    'Hello Person 2',
    'Hello Person 3',
  ]);
});

test('requests to unsubscribe go to the address of the credential, or else to the sender', async () => {
  const unsubscribe = async (credential: object) => {
    const id = await campaignTo(`leave${node.relay.messages.length}-`, 1);
    const send = { resource: 'campaign', operation: 'send', campaignId: byId(id), waitUntilSent: true };
    await resultOf({ ...node, credential: { ...node.credential, ...credential } }, send);
    return node.relay.messages.at(-1)!.raw.toString();
  };
  expect(await unsubscribe({ unsubscribeEmail: 'leave@example.com' })).toMatch(
    /^List-Unsubscribe:\s+<mailto:leave@example\.com/m,
  );
  expect(await unsubscribe({ unsubscribeEmail: '' })).toMatch(
    /^List-Unsubscribe:\s+<mailto:news@example\.com/m,
  );
});

test('the report tells the same later', async () => {
  const id = await campaignTo('reported', 1);
  await resultOf(node, {
    resource: 'campaign',
    operation: 'send',
    campaignId: byId(id),
    waitUntilSent: true,
  });
  const report = { resource: 'report', operation: 'basic', campaignId: byId(id) };
  const simplified = await resultOf(node, report);
  expect(simplified).toEqual({
    campaignId: id,
    status: 'sent',
    statusReason: null,
    audience: 1,
    sent: 1,
    bounced: 0,
    failed: 0,
    skipped: 0,
    remaining: 0,
    sentRate: 1,
    bounceRate: 0,
  });
  expect(await resultOf(node, { ...report, simplify: false })).toMatchObject({
    ...simplified,
    subject: 'Hello reported',
    launchedAt: expect.any(String),
  });
});
