import type { INodeParameters } from 'n8n-workflow';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const category = (operation: string, parameters: object): INodeParameters => ({
  resource: 'category',
  operation,
  ...parameters,
});
const campaign = (operation: string, parameters: object): INodeParameters => ({
  resource: 'campaign',
  operation,
  ...parameters,
});

test('create, update, get many and delete', async () => {
  const { id } = await resultOf(node, category('create', { name: 'Letters' }));
  const categoryId = byId(id as string);
  expect(await resultOf(node, category('update', { categoryId, name: 'Digests' }))).toMatchObject({ id });
  const { json } = await executeNode(node, category('getAll', { filters: { search: 'dig' } }));
  expect(json).toMatchObject([{ id, name: 'Digests' }]);
  expect(await resultOf(node, category('delete', { categoryId }))).toEqual({ deleted: true });
});

test('a campaign is put into a category, found by it, and taken out of it', async () => {
  const { id } = await node.engine.categories.create({ name: 'Offers' });
  const additionalFields = { categoryId: byId(id) };
  const created = await resultOf(
    node,
    campaign('create', { subject: 'Sale', body: '<p>Sale</p>', additionalFields }),
  );
  expect(created).toMatchObject({ categoryId: id });
  const filtered = campaign('getAll', { filters: { categoryId: byId(id) } });
  expect((await executeNode(node, filtered)).json).toMatchObject([{ id: created['id'] }]);

  const campaignId = byId(created['id'] as string);
  const renamed = await resultOf(node, campaign('update', { campaignId, updateFields: { subject: 'Sold' } }));
  expect(renamed).toMatchObject({ subject: 'Sold', categoryId: id });
  const emptied = campaign('update', { campaignId, updateFields: { categoryId: byId('') } });
  expect(await resultOf(node, emptied)).toMatchObject({ categoryId: null });
});
