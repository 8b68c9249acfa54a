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

const importFrom = (file: IBinaryData, field = 'data', options: object = {}) =>
  executeNode(
    node,
    { resource: 'contact', operation: 'importCsv', binaryPropertyName: field, options } as never,
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

const fileContent = async ({ id, data }: IBinaryData) =>
  id
    ? (await Container.get(BinaryDataService).getAsBuffer({ id } as IBinaryData)).toString()
    : Buffer.from(data, 'base64').toString();

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

describe('the options', () => {
  const fileOf = (csv: string | Buffer) =>
    prepareBinaryData(Buffer.from(csv), 'run', 'workflow', 'list.csv', 'text/csv');
  const importCsv = async (csv: string | Buffer, options: object) =>
    importFrom(await fileOf(csv), 'data', options);

  test('say which column is what, and what holds for every row', async () => {
    const { json } = await importCsv('E-mail|Town|Notes\nmap@example.com|Leeds|secret\n', {
      mapping: {
        column: [
          { heading: 'E-mail', field: 'email' },
          { heading: 'Town', field: 'city' },
          { heading: 'Notes', field: 'LEAVE_OUT' },
        ],
      },
      delimiter: '|',
      labels: 'Fair, Leeds',
      source: 'Garden fair',
      status: 'pending',
    });
    expect(json).toMatchObject([{ created: 1, rejectedCount: 0, newFields: ['city'] }]);
    expect(await node.engine.contacts.get('map@example.com')).toMatchObject({
      status: 'pending',
      source: 'Garden fair',
      labels: [{ name: 'Fair' }, { name: 'Leeds' }],
      fields: { city: 'Leeds' },
    });
  });

  test('name the encoding', async () => {
    await importCsv(Buffer.from('email,name\nlatin@example.com,Bj\xf6rn\n', 'latin1'), {
      encoding: 'windows-1252',
    });
    expect(await node.engine.contacts.get('latin@example.com')).toMatchObject({ name: 'Björn' });
  });

  test('keep existing contacts as they are', async () => {
    await node.engine.contacts.upsert({ email: 'kept@example.com', name: 'Before' });
    await importCsv('email,name\nkept@example.com,After\n', { existing: 'keep' });
    expect(await node.engine.contacts.get('kept@example.com')).toMatchObject({ name: 'Before' });
  });

  test('refuse columns that are no field', async () => {
    const { error } = await importCsv('email,unheard_of\na@example.com,1\n', { createFields: false });
    expect(error).toMatchObject({ type: 'FIELD_NOT_FOUND', message: expect.stringContaining('unheard_of') });
  });

  test('try it without writing', async () => {
    const { json, hints } = await importCsv('email\ndry@example.com\n', { dryRun: true });
    expect(json).toMatchObject([{ created: 1, dryRun: true }]);
    expect(hints('Mailtarget')).toMatchObject([{ message: expect.stringMatching(/^Dry run.*1 created/) }]);
    await expect(node.engine.contacts.get('dry@example.com')).rejects.toMatchObject({
      code: 'CONTACT_NOT_FOUND',
    });
  });
});

test('rejected rows come out as a file to mend and import again', async () => {
  const file = await prepareBinaryData(Buffer.from(CSV), 'run', 'workflow', 'contacts.csv', 'text/csv');
  const { items, json, hints } = await importFrom(file);
  const rejected = items[0]!.binary!['rejected']!;
  expect(rejected).toMatchObject({ fileName: 'rejected.csv', mimeType: 'text/csv' });
  expect(json[0]).not.toHaveProperty('rejectedCsv');
  expect(hints('Mailtarget')).toMatchObject([
    { type: 'warning', message: expect.stringContaining('1 rejected') },
  ]);
  const mended = (await fileContent(rejected)).replace('not-an-address', 'mended@example.com');
  const again = await prepareBinaryData(Buffer.from(mended), 'run', 'workflow', 'mended.csv', 'text/csv');
  expect((await importFrom(again)).json).toMatchObject([{ created: 1, rejectedCount: 0 }]);
});
