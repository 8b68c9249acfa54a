import type { INodeParameters } from 'n8n-workflow';
import { type NodeSetup, executeNode, useMailtargetNode, workflowOf } from '../../support/mailtargetNode';
import { runWorkflow } from '../../support/workflow';

const node = useMailtargetNode();
const items = ['ana@example.com', 'nonsense', 'ben@example.com'].map((email) => ({ json: { email } }));
const upsert: INodeParameters = { resource: 'contact', operation: 'upsert', email: '={{ $json.email }}' };

test('every item is worked with its own values, and its results are paired with it', async () => {
  for (const n of [1, 2, 3]) {
    await node.engine.campaigns.create({ subject: `Pair ${n}`, body: '<p>Hello</p>' });
  }
  const getAll: INodeParameters = {
    resource: 'campaign',
    operation: 'getAll',
    limit: '={{ $json.limit }}',
    simplify: '={{ $json.simplify }}',
    filters: { search: 'Pair' },
  };
  const run = await executeNode(node, getAll, {
    items: [{ json: { limit: 2, simplify: true } }, { json: { limit: 1, simplify: false } }],
  });
  expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }]);
  expect(run.json.map((json) => 'body' in json)).toEqual([false, false, true]);
});

test('a failed item stops the workflow and says which one it is', async () => {
  const { error, items: output } = await executeNode(node, upsert, { items });
  expect(error).toMatchObject({
    name: 'NodeOperationError',
    type: 'INVALID_EMAIL',
    context: { itemIndex: 1 },
  });
  expect(output).toEqual([]);
});

test('set to continue, a failed item comes out in its place with message and code', async () => {
  const run = await executeNode(node, upsert, { items, onError: 'continueRegularOutput' });
  expect(run.error).toBeUndefined();
  expect(run.items).toMatchObject([
    { json: { email: 'ana@example.com' }, pairedItem: { item: 0 } },
    {
      json: {
        error: 'Email: "nonsense" is not an email address. Write it like name@example.com.',
        details: { code: 'INVALID_EMAIL', field: 'email' },
      },
      pairedItem: { item: 1 },
    },
    { json: { email: 'ben@example.com' }, pairedItem: { item: 2 } },
  ]);
});

test('set to use the error output, a failed item goes there with what it came with', async () => {
  const setup: NodeSetup = { items, onError: 'continueErrorOutput' };
  const run = await runWorkflow(workflowOf(upsert, setup), node.credential);
  expect(run.output('Mailtarget', 0).map(({ json }) => json['email'])).toEqual([
    'ana@example.com',
    'ben@example.com',
  ]);
  expect(run.output('Mailtarget', 1)).toMatchObject([
    { json: { email: 'nonsense', details: { code: 'INVALID_EMAIL' } }, pairedItem: { item: 1 } },
  ]);
});

test('an expression that fails is a failed item too', async () => {
  const email = '={{ $("Nowhere").item.json.email }}';
  const stopped = await executeNode(node, { ...upsert, email }, { items });
  expect(stopped.error).toMatchObject({ context: { itemIndex: 0 } });
  const continued = await executeNode(
    node,
    { ...upsert, email },
    { items, onError: 'continueRegularOutput' },
  );
  expect(continued.json).toHaveLength(3);
  expect(continued.json[2]).toEqual({ error: expect.any(String) });
});
