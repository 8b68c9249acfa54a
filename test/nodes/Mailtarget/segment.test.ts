import type { INodeParameters } from 'n8n-workflow';
import type { Filter } from '../../../lib/model';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const segment = (operation: string, parameters: object): INodeParameters => ({
  resource: 'segment',
  operation,
  ...parameters,
});

let count = 0;
const createWith = (filters: object) => segment('create', { name: `Segment ${++count}`, filters });
const filtersOf = async (filters: object) => (await resultOf(node, createWith(filters)))['filters'];
const field = (name: string, operator: string, value: unknown = '') => ({
  field: [{ field: name, operator, value }],
});

beforeAll(async () => {
  const { fields } = node.engine;
  await fields.create({ tag: 'age', type: 'number' });
  await fields.create({ tag: 'born', type: 'date' });
  await fields.create({ tag: 'city' });
  await fields.create({ tag: 'vip', type: 'boolean' });
});

describe('the builder', () => {
  test('makes a filter of each kind', async () => {
    const label = await node.engine.labels.create({ name: 'Builder' });
    const inner = await node.engine.segments.create({
      name: 'Inner',
      filters: [{ type: 'status', operator: 'is', values: ['active'] }],
    });
    const campaign = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    const category = await node.engine.categories.create({ name: 'Letters' });
    const of = (thing: object) => ({ operator: 'did_not', action: 'open', ...thing });
    expect(
      await filtersOf({
        activity: [
          { activity: 'open', operator: 'within_days', days: 7 },
          { activity: 'click', operator: 'never' },
        ],
        campaign: [
          of({ of: 'campaign', campaignId: byId(campaign.id) }),
          of({ of: 'category', categoryId: byId(category.id) }),
        ],
        ...field('city', 'contains', 'Lee'),
        funnel: [{ operator: 'is_not', values: ['aware', 'promoter'] }],
        label: [{ operator: 'not_contains', labelIds: "={{ ['Builder'] }}" }],
        segment: [{ operator: 'in', segmentId: byId(inner.id) }],
        status: [{ operator: 'is', values: ['active', 'pending'] }],
      }),
    ).toEqual([
      { type: 'activity', activity: 'open', operator: 'within_days', days: 7 },
      { type: 'activity', activity: 'click', operator: 'never' },
      { type: 'campaign', operator: 'did_not', action: 'open', campaignId: campaign.id },
      { type: 'campaign', operator: 'did_not', action: 'open', categoryId: category.id },
      { type: 'field', field: 'city', operator: 'contains', value: 'Lee' },
      { type: 'funnel', operator: 'is_not', values: ['aware', 'promoter'] },
      { type: 'label', operator: 'not_contains', labelIds: [label.id] },
      { type: 'segment', operator: 'in', segmentId: inner.id },
      { type: 'status', operator: 'is', values: ['active', 'pending'] },
    ]);
  });

  test('puts a group among the filters, of which one is enough', async () => {
    expect(
      await filtersOf({
        anyOf: [
          { filters: { field: [...field('city', 'is_empty').field, ...field('age', 'equals', '3').field] } },
        ],
        ...field('vip', 'equals', 'yes'),
      }),
    ).toEqual([
      {
        type: 'any',
        filters: [
          { type: 'field', field: 'city', operator: 'is_empty' },
          { type: 'field', field: 'age', operator: 'equals', value: 3 },
        ],
      },
      { type: 'field', field: 'vip', operator: 'equals', value: true },
    ]);
  });

  test.each([
    ['age', '30', 30],
    ['age', '-2.5', -2.5],
    ['age', '={{ 30 }}', 30],
    ['vip', 'No', false],
    ['vip', '={{ true }}', true],
    ['born', '1990-05-01', '1990-05-01'],
    ['born', '1990-05-01T09:30:00+07:00', '1990-05-01'],
    ['created_at', "={{ DateTime.fromISO('2026-01-31T10:00:00Z') }}", '2026-01-31'],
    ['city', '30', '30'],
  ])('takes what is typed for %s, %s, as the type of the field', async (name, typed, value) => {
    expect(await filtersOf(field(name, 'equals', typed))).toMatchObject([{ value }]);
  });

  test('takes both ends of a range', async () => {
    const between = {
      field: [{ field: 'age', operator: 'between', value: 'left behind', from: '18', to: '30' }],
    };
    expect(await filtersOf(between)).toEqual([
      { type: 'field', field: 'age', operator: 'between', from: 18, to: 30 },
    ]);
  });

  test('takes a date without an offset in the timezone of the workflow', async () => {
    const activity = [{ activity: 'send', operator: 'after', date: '2026-01-31T09:00:00' }];
    const { json } = await executeNode(node, createWith({ activity }), { timezone: 'Asia/Jakarta' });
    expect(json[0]!['filters']).toMatchObject([{ date: '2026-01-31T09:00:00.000+07:00' }]);
  });
});

test('filters given as JSON are taken as they are', async () => {
  const filters = [
    {
      type: 'all',
      filters: [{ type: 'any', filters: [{ type: 'funnel', operator: 'is', values: ['aware'] }] }],
    },
  ];
  for (const filtersJson of [JSON.stringify(filters), `={{ ${JSON.stringify(filters)} }}`]) {
    const name = `JSON ${++count}`;
    const created = await resultOf(node, segment('create', { name, defineFilters: 'json', filtersJson }));
    expect(created['filters']).toEqual(filters);
  }
});

describe('a mistake is told', () => {
  const refused = (filters: object, message: RegExp, code = 'FILTER_INVALID' as const) =>
    expectRefusal(node, createWith(filters), { code, message, advice: /Correct the/ });

  test('text for a number', () =>
    refused(field('age', 'greater_than', 'thirty'), /"age" is a number.*"thirty"/));
  test('a date that is none', () =>
    refused(field('born', 'equals', '2026-02-30'), /"born" is a date.*2026-02-30/));
  test('neither yes nor no', () =>
    refused(field('vip', 'equals', 'maybe'), /"vip" is true or false.*"maybe"/));
  test('an operator that does not go with the field', () =>
    refused(field('vip', 'contains', 'yes'), /"vip" is true or false: "contains" does not go/));
  test('no field chosen', () => refused(field('', 'equals', 'x'), /Choose the field of each Contact Field/));

  test('a field that nobody made', () =>
    expectRefusal(node, createWith(field('cty', 'equals', 'x')), {
      code: 'FIELD_NOT_FOUND',
      message: /"cty".*city/,
      advice: /Custom Field > Create/,
    }));

  test('JSON that is none', () =>
    expectRefusal(node, segment('create', { name: 'X', defineFilters: 'json', filtersJson: '[{' }), {
      code: 'INVALID_INPUT',
      message: /^Filters as JSON: This is no JSON/,
      advice: /Correct the value/,
    }));

  test('no filter at all', () =>
    expectRefusal(node, createWith({}), {
      code: 'INVALID_INPUT',
      message: /^Filters: A segment needs at least one filter/,
      advice: /Correct the value/,
    }));
});

const stored: Filter[] = [{ type: 'field', field: 'city', operator: 'equals', value: 'Leeds' }];

test('update renames, and replaces the filters only when they are given', async () => {
  const { id } = await node.engine.segments.create({ name: 'Before', filters: stored });
  const update = (updateFields: object) =>
    resultOf(node, segment('update', { segmentId: byId(id), updateFields }));
  expect(await update({ name: 'After' })).toMatchObject({ name: 'After', filters: stored });
  expect(await update({ filters: field('age', 'less_than', '9') })).toMatchObject({
    name: 'After',
    filters: [{ type: 'field', field: 'age', operator: 'less_than', value: 9 }],
  });
  expect(await update({ filtersJson: JSON.stringify(stored) })).toMatchObject({ filters: stored });
});

test('get, get many and delete', async () => {
  const { id } = await node.engine.segments.create({ name: 'Findable', filters: stored });
  expect(await resultOf(node, segment('get', { segmentId: byId(id) }))).toMatchObject({
    id,
    filters: stored,
  });
  const { json } = await executeNode(node, segment('getAll', { filters: { search: 'findable' } }));
  expect(json).toMatchObject([{ id, name: 'Findable' }]);
  expect(await resultOf(node, segment('delete', { segmentId: byId(id) }))).toEqual({ deleted: true });
  await expect(node.engine.segments.get(id)).rejects.toMatchObject({ code: 'SEGMENT_NOT_FOUND' });
});

test('count tells who is in it, who may not be mailed, and why', async () => {
  const { contacts, segments } = node.engine;
  await contacts.upsert({ email: 'in@count.example', fields: { city: 'Count' } });
  await contacts.upsert({ email: 'left@count.example', fields: { city: 'Count' }, status: 'unsubscribed' });
  await contacts.upsert({ email: 'out@count.example', fields: { city: 'Other' } });
  const { id } = await segments.create({
    name: 'Count',
    filters: [{ ...stored[0]!, value: 'Count' } as Filter],
  });
  expect(await resultOf(node, segment('count', { segmentId: byId(id) }))).toMatchObject({
    count: 1,
    matched: 2,
    leftOut: { unsubscribed: 1 },
    sample: [{ email: 'in@count.example' }],
  });
});
