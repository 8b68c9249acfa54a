import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const on = (operation: string, parameters: object) =>
  ({ resource: 'template', operation, ...parameters }) as never;
const template = (name: string) => node.engine.templates.create({ name, body: '<p>Hello</p>' });

describe('create', () => {
  test('takes HTML, with what is added', async () => {
    const additionalFields = { bodyText: 'Hello {{first_name}}', requiredVariables: 'first_name, city' };
    const body = '=<p>Hello {{first_name}} of {{ 2020 + $itemIndex }}</p>';
    expect(await resultOf(node, on('create', { name: 'Html', body, additionalFields }))).toMatchObject({
      name: 'Html',
      body: '<p>Hello {{first_name}} of 2020</p>',
      components: null,
      bodyText: 'Hello {{first_name}}',
      requiredVariables: ['first_name', 'city'],
    });
  });

  test('takes components', async () => {
    const components = { component: [{ type: 'text', text: 'Hello {{first_name}}' }] };
    const created = await resultOf(
      node,
      on('create', { name: 'Composed', bodyType: 'components', components }),
    );
    expect(created).toMatchObject({
      components: [{ type: 'text', text: 'Hello {{first_name}}' }],
      body: expect.stringContaining('Hello {{first_name}}'),
    });
  });

  test('refuses a name that is taken', async () => {
    await template('Taken');
    await expectRefusal(node, on('create', { name: 'Taken', body: '<p>Hello</p>' }), {
      code: 'TEMPLATE_NAME_TAKEN',
      message: /^Name: .*Taken/,
      advice: /Choose another name/,
    });
  });
});

test('get takes the template from the list or by its ID', async () => {
  const { id } = await template('Found');
  for (const mode of ['list', 'id']) {
    const templateId = { __rl: true, mode, value: id };
    expect(await resultOf(node, on('get', { templateId }))).toMatchObject({ id, name: 'Found' });
  }
});

test('get many returns them by name, searched and up to the limit', async () => {
  for (const name of ['Many C', 'Many A', 'Many B']) await template(name);
  const names = async (parameters: object) =>
    (await executeNode(node, on('getAll', parameters))).json.map(({ name }) => name);
  expect(await names({ filters: { search: 'many' }, limit: 2 })).toEqual(['Many A', 'Many B']);
  expect(await names({ filters: { search: 'many' }, returnAll: true })).toHaveLength(3);
});

test('update changes what is given, and drafts follow', async () => {
  const { id } = await template('Before');
  const create = { resource: 'campaign', operation: 'create', subject: 'Spring', bodyType: 'template' };
  const campaign = await resultOf(node, { ...create, templateId: byId(id), simplify: false });
  expect(campaign).toMatchObject({ templateId: id, body: null });

  const updateFields = { name: 'After', body: '<p>Bye {{first_name}}</p>', requiredVariables: 'first_name' };
  const updated = await resultOf(node, on('update', { templateId: byId(id), updateFields }));
  expect(updated).toMatchObject({ id, ...updateFields, requiredVariables: ['first_name'] });
  const variables = { first_name: 'Ana' };
  const { html } = await node.engine.campaigns.preview(campaign['id'] as string, { variables });
  expect(html).toContain('Bye Ana');

  const emptied = { requiredVariables: '', components: { component: [{ type: 'text', text: 'Composed' }] } };
  expect(await resultOf(node, on('update', { templateId: byId(id), updateFields: emptied }))).toMatchObject({
    name: 'After',
    requiredVariables: [],
    components: [{ text: 'Composed' }],
  });
});

test('a campaign is given a template by an update', async () => {
  const { id: templateId } = await template('Given');
  const { id } = await node.engine.campaigns.create({ subject: 'Spring', body: '<p>Own</p>' });
  const update = { resource: 'campaign', operation: 'update', campaignId: byId(id), simplify: false };
  const updateFields = { templateId: { __rl: true, mode: 'list', value: templateId } };
  expect(await resultOf(node, { ...update, updateFields })).toMatchObject({ templateId, body: null });
});

test('delete removes a template that no draft has', async () => {
  const { id } = await template('Gone');
  const draft = await node.engine.campaigns.create({ subject: 'Spring', templateId: id });
  await expectRefusal(node, on('delete', { templateId: byId(id) }), {
    code: 'TEMPLATE_IN_USE',
    message: /./,
    advice: /Delete the drafts/,
  });
  await node.engine.campaigns.delete(draft.id);
  expect(await resultOf(node, on('delete', { templateId: byId(id) }))).toEqual({ deleted: true });
  await expectRefusal(node, on('get', { templateId: byId(id) }), {
    code: 'TEMPLATE_NOT_FOUND',
    message: /There is no template/,
    advice: /Pick the template from the list/,
  });
});
