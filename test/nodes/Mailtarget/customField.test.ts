import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const field = (operation: string, parameters: object): INodeParameters => ({
  resource: 'customField',
  operation,
  ...parameters,
});
const byTag = (value: string) => ({ tag: { __rl: true, mode: 'tag', value } });

test('create makes a field of the type, with a readable name', async () => {
  expect(await resultOf(node, field('create', { tag: 'first_visit', type: 'date' }))).toMatchObject({
    tag: 'first_visit',
    type: 'date',
    name: 'First visit',
  });
  await expectRefusal(node, field('create', { tag: 'first_visit' }), {
    code: 'FIELD_TAKEN',
    message: /first_visit/,
    advice: /another tag/,
  });
});

test('update, get many and delete', async () => {
  await node.engine.fields.create({ tag: 'shoe_size', type: 'number' });
  const renamed = await resultOf(node, field('update', { ...byTag('shoe_size'), name: 'Shoe' }));
  expect(renamed).toMatchObject({ tag: 'shoe_size', name: 'Shoe', type: 'number' });
  const { json } = await executeNode(node, field('getAll', { filters: { search: 'shoe' } }));
  expect(json).toEqual([renamed]);
  expect(await resultOf(node, field('delete', byTag('shoe_size')))).toEqual({ deleted: true });
  await expectRefusal(node, field('delete', byTag('shoe_size')), {
    code: 'FIELD_NOT_FOUND',
    message: /shoe_size/,
    advice: /Custom Field > Create/,
  });
});
