import { prepareBinaryData } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const suppression = (operation: string, parameters: object): INodeParameters => ({
  resource: 'suppression',
  operation,
  ...parameters,
});

test('an address is added, listed by reason, and removed', async () => {
  const email = 'stop@example.com';
  expect(await resultOf(node, suppression('add', { email, reason: 'complaint' }))).toMatchObject({
    email,
    reason: 'complaint',
  });
  await node.engine.suppressions.add({ email: 'other@example.com' });
  const listed = suppression('getAll', { filters: { reason: 'complaint', search: 'example.com' } });
  expect((await executeNode(node, listed)).json).toMatchObject([{ email }]);
  expect(await resultOf(node, suppression('remove', { email }))).toEqual({ deleted: true });
  expect((await executeNode(node, listed)).json).toEqual([]);
});

test('a list is imported, and its bad rows come out as a file', async () => {
  const csv = 'email,reason\nold@example.com,hard_bounce\nnobody,manual\nnew@example.com,\n';
  const data = await prepareBinaryData(Buffer.from(csv), 'run', 'workflow', 'list.csv', 'text/csv');
  const run = await executeNode(node, suppression('importCsv', { options: { reason: 'unsubscribe' } }), {
    items: [{ json: {}, binary: { data } }],
  });
  expect(run.json).toMatchObject([{ rows: 3, added: 2, unchanged: 0, rejectedCount: 1 }]);
  expect(Buffer.from(run.items[0]!.binary!['rejected']!.data, 'base64').toString()).toContain('nobody');
  expect(run.hints('Mailtarget')).toMatchObject([{ message: expect.stringMatching(/^2 added.*1 rejected/) }]);
  const { data: stored } = await node.engine.suppressions.list({ search: '@example.com' });
  const reasons = Object.fromEntries(stored.map(({ email, reason }) => [email, reason]));
  expect(reasons).toMatchObject({ 'old@example.com': 'hard_bounce', 'new@example.com': 'unsubscribe' });
});
