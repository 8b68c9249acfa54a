import { Container } from '@n8n/di';
import { BinaryDataService, prepareBinaryData } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { executeNode, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const CSV = `email,name,labels,first_name
ana@example.com,"Lima, Ana",News;VIP,Ana
not-an-address,Nobody,News,
ben@example.com,,News,Ben
`;

const importFrom = (file: IBinaryData, field = 'data') =>
  executeNode(
    node,
    { resource: 'contact', operation: 'importCsv', binaryPropertyName: field },
    { items: [{ json: {}, binary: { [field]: file } }] },
  );

test('a file that n8n keeps in memory is imported, with its bad rows reported', async () => {
  const file = await prepareBinaryData(Buffer.from(CSV), 'run', 'workflow', 'contacts.csv', 'text/csv');
  expect(file.id).toBeUndefined();
  const { json } = await importFrom(file);
  expect(json).toMatchObject([{ rows: 3, created: 2, updated: 0, unchanged: 0, rejectedCount: 1 }]);
  expect(json[0]!['rejected']).toEqual([{ line: 3, reason: expect.stringContaining('not-an-address') }]);
  expect(await node.engine.contacts.get('ana@example.com')).toMatchObject({
    name: 'Lima, Ana',
    labels: [{ name: 'News' }, { name: 'VIP' }],
    fields: { first_name: 'Ana' },
  });
});

test('a file that n8n keeps on disk is streamed in, and importing it again changes nothing', async () => {
  await Container.get(BinaryDataService).init();
  const file = await prepareBinaryData(Buffer.from(CSV), 'run', 'workflow', 'contacts.csv', 'text/csv');
  expect(file.id).toMatch(/^filesystem/);
  await importFrom(file, 'list');
  const { json } = await importFrom(file, 'list');
  expect(json).toMatchObject([{ rows: 3, created: 0, updated: 0, unchanged: 2, rejectedCount: 1 }]);
});

test('a file that n8n keeps no more fails on its item', async () => {
  const { error } = await importFrom({
    id: 'filesystem-v2:gone',
    data: 'filesystem-v2',
    mimeType: 'text/csv',
  });
  expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
});

test('an item without the binary field is refused by name', async () => {
  const file = await prepareBinaryData(Buffer.from(CSV), 'run', 'workflow', 'contacts.csv', 'text/csv');
  const { error } = await executeNode(
    node,
    { resource: 'contact', operation: 'importCsv', binaryPropertyName: 'missing' },
    { items: [{ json: {}, binary: { data: file } }] },
  );
  expect(error).toMatchObject({ message: expect.stringContaining("'missing'"), context: { itemIndex: 0 } });
});
