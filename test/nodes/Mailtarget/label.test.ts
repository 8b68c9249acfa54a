import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const label = (operation: string, parameters: object): INodeParameters => ({
  resource: 'label',
  operation,
  ...parameters,
});
const namesOf = async (email: string) =>
  (await node.engine.contacts.get(email)).labels.map(({ name }) => name);

test('create, update, get many and delete', async () => {
  const created = await resultOf(
    node,
    label('create', { name: 'Garden', additionalFields: { public: true } }),
  );
  expect(created).toMatchObject({ name: 'Garden', public: true });
  const labelId = byId(created['id'] as string);
  const updateFields = { name: 'Gardens', public: false };
  const changed = { id: created['id'], ...updateFields };
  expect(await resultOf(node, label('update', { labelId, updateFields }))).toEqual(changed);
  const { json } = await executeNode(node, label('getAll', { filters: { search: 'gard' } }));
  expect(json).toEqual([changed]);
  expect(await resultOf(node, label('delete', { labelId }))).toEqual({ deleted: true });
});

test('update leaves alone what is not added', async () => {
  const { id } = await node.engine.labels.create({ name: 'Topic', public: true });
  const renamed = await resultOf(
    node,
    label('update', { labelId: byId(id), updateFields: { name: 'Theme' } }),
  );
  expect(renamed).toMatchObject({ name: 'Theme', public: true });
});

test('a label is added to and removed from all who match', async () => {
  const { contacts, labels } = node.engine;
  await contacts.upsert({ email: 'a@bulk.example', labels: ['Source'] });
  await contacts.upsert({ email: 'b@bulk.example' });
  await contacts.upsert({ email: 'c@bulk.example', labels: ['Source'], status: 'pending' });
  const { id } = await labels.create({ name: 'Bulk' });
  const source = await labels.create({ name: 'Source' });
  const filters = { labelId: byId(source.id), status: 'active', search: 'bulk.example' };
  expect(await resultOf(node, label('addTo', { labelId: byId(id), filters }))).toEqual({ changed: 1 });
  expect(await namesOf('a@bulk.example')).toContain('Bulk');
  expect(await namesOf('b@bulk.example')).toEqual([]);

  const remove = label('removeFrom', { labelId: byId(id), allContacts: true });
  expect(await resultOf(node, remove)).toEqual({ changed: 1 });
  expect(await namesOf('a@bulk.example')).toEqual(['Source']);
});

test('no filter is a mistake, and not everybody', async () => {
  const { id } = await node.engine.labels.create({ name: 'Nobody' });
  await expectRefusal(node, label('addTo', { labelId: byId(id) }), {
    code: 'INVALID_INPUT',
    message: /Say which contacts/,
    advice: /Correct the value/,
  });
});

test('merge gives the contacts of one label to the other', async () => {
  const { contacts, labels } = node.engine;
  await contacts.upsert({ email: 'merged@example.com', labels: ['Newsletter'] });
  const [from, into] = [await labels.create({ name: 'Newsletter' }), await labels.create({ name: 'News' })];
  const merge = label('merge', { labelId: byId(from.id), intoId: byId(into.id) });
  expect(await resultOf(node, merge)).toMatchObject({ id: into.id, name: 'News' });
  expect(await namesOf('merged@example.com')).toEqual(['News']);
});
