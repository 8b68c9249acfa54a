import { byId, resultOf, executeNode, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const create = {
  resource: 'campaign',
  operation: 'create',
  subject: 'Spring',
  body: '<p>Hello {{first_name}}</p>',
};
const draft = (subject = 'Spring') => node.engine.campaigns.create({ subject, body: '<p>Hello</p>' });

test('create writes a draft with every field, and leaves contact variables alone', async () => {
  const created = await resultOf(node, {
    ...create,
    senderName: 'Ana',
    senderEmail: 'ana@example.com',
    additionalFields: { previewText: 'What is new', replyTo: 'desk@example.com', bodyText: 'Hello' },
  });

  expect(created).toMatchObject({ status: 'draft', subject: 'Spring', senderEmail: 'ana@example.com' });
  expect(await node.engine.campaigns.get(created['id'] as string)).toMatchObject({
    subject: 'Spring',
    senderName: 'Ana',
    senderEmail: 'ana@example.com',
    body: '<p>Hello {{first_name}}</p>',
    bodyText: 'Hello',
    previewText: 'What is new',
    replyTo: 'desk@example.com',
  });
});

test('in an expression, n8n resolves what has a $ in it and leaves contact variables alone', async () => {
  const setup = { items: [{ json: { month: 'May', html: '<p>Hi {{first_name}}</p>', year: 2030 } }] };
  const { json } = await executeNode(
    node,
    {
      ...create,
      subject: '={{first_name}}, news for {{ $json.month }}{{#if city}} in {{city}}{{/if}}',
      body: '={{ $json.html }}',
      additionalFields: { previewText: '={{ $json.year }}', bodyText: '={{first_name}}' },
      simplify: false,
    },
    setup,
  );
  const written = {
    subject: '{{first_name}}, news for May{{#if city}} in {{city}}{{/if}}',
    body: '<p>Hi {{first_name}}</p>',
    previewText: '2030',
    bodyText: '{{first_name}}',
  };
  expect(json).toMatchObject([written]);

  const update = { resource: 'campaign', operation: 'update', campaignId: byId(json[0]!['id'] as string) };
  const updateFields = { subject: '={{#if city}}{{city}}{{/if}}: {{ $json.month }}' };
  const updated = await executeNode(node, { ...update, updateFields, simplify: false }, setup);
  expect(updated.json).toMatchObject([{ ...written, subject: '{{#if city}}{{city}}{{/if}}: May' }]);
});

test('create falls back to the default sender of the credential', async () => {
  expect(await resultOf(node, create)).toMatchObject({
    senderName: 'Example News',
    senderEmail: 'news@example.com',
  });
});

test('what is counted of a campaign can be chosen, and changed', async () => {
  const both = await resultOf(node, create);
  expect(await node.engine.campaigns.get(both['id'] as string)).toMatchObject({
    tracking: { opens: true, clicks: true },
  });
  const { id } = await resultOf(node, { ...create, additionalFields: { tracking: ['clicks'] } });
  const get = () => node.engine.campaigns.get(id as string);
  expect(await get()).toMatchObject({ tracking: { opens: false, clicks: true } });
  const update = { resource: 'campaign', operation: 'update', campaignId: byId(id as string) };
  await resultOf(node, { ...update, updateFields: { subject: 'Summer' } });
  expect(await get()).toMatchObject({ tracking: { opens: false, clicks: true } });
  await resultOf(node, { ...update, updateFields: { tracking: [] } });
  expect(await get()).toMatchObject({ tracking: { opens: false, clicks: false } });
});

test('a campaign comes out with its content only when Simplify is off', async () => {
  const simplified = await resultOf(node, create);
  expect(Object.keys(simplified)).toHaveLength(12);
  expect(simplified).not.toHaveProperty('body');
  expect(await resultOf(node, { ...create, simplify: false })).toHaveProperty('body');
});

describe('recipients', () => {
  test('are named by label ids, by label names, or by both in one text', async () => {
    const news = await node.engine.labels.create({ name: 'News' });
    const vip = await node.engine.labels.create({ name: 'VIP' });
    const created = await resultOf(node, {
      ...create,
      labelIds: [news.id],
      excludeLabelIds: `={{ "VIP, ${news.id}" }}`,
    });
    expect(created['recipients']).toEqual({
      all: false,
      labelIds: [news.id],
      segmentIds: [],
      excludeLabelIds: [vip.id, news.id],
      excludeSegmentIds: [],
    });
  });

  test('are everybody with Send to All Contacts, except the excluded', async () => {
    const out = await node.engine.labels.create({ name: 'Out' });
    const created = await resultOf(node, { ...create, allContacts: true, excludeLabelIds: [out.id] });
    expect(created['recipients']).toMatchObject({ all: true, labelIds: [], excludeLabelIds: [out.id] });
  });

  test('are named by segment ids or names, on both sides', async () => {
    const segmentOf = (name: string) =>
      node.engine.segments.create({
        name,
        filters: [{ type: 'funnel', operator: 'is', values: ['promoter'] }],
      });
    const [promoters, others] = [await segmentOf('Promoters'), await segmentOf('Others')];
    const created = await resultOf(node, {
      ...create,
      segmentIds: [promoters.id],
      excludeSegmentIds: "={{ ['Others'] }}",
    });
    expect(created['recipients']).toMatchObject({
      segmentIds: [promoters.id],
      excludeSegmentIds: [others.id],
    });
    const updated = await resultOf(node, {
      resource: 'campaign',
      operation: 'update',
      campaignId: byId(created['id'] as string),
      updateFields: { segmentIds: [others.id, promoters.id], excludeSegmentIds: [] },
    });
    expect(updated['recipients']).toMatchObject({
      segmentIds: [others.id, promoters.id],
      excludeSegmentIds: [],
    });
  });

  test('are counted, with those who are left out and a sample', async () => {
    const { contacts, campaigns } = node.engine;
    await contacts.upsert({ email: 'a@example.com', labels: ['Counted'] });
    await contacts.upsert({ email: 'b@example.com', labels: ['Counted'], status: 'unsubscribed' });
    const created = await resultOf(node, { ...create, labelIds: ['Counted'] });
    const count = {
      resource: 'campaign',
      operation: 'countRecipients',
      campaignId: byId(created['id'] as string),
    };
    const counted = await resultOf(node, count);
    expect(counted).toMatchObject({
      count: 1,
      matched: 2,
      leftOut: { unsubscribed: 1 },
      sample: [{ email: 'a@example.com' }],
    });
    expect(counted).toEqual(await campaigns.countRecipients(created['id'] as string));
  });
});

test('get takes the campaign from the list or by its ID', async () => {
  const { id } = await draft();
  for (const mode of ['list', 'id']) {
    const campaignId = { __rl: true, mode, value: id };
    expect(await resultOf(node, { resource: 'campaign', operation: 'get', campaignId })).toMatchObject({
      id,
    });
  }
});

describe('get many', () => {
  const getAll = { resource: 'campaign', operation: 'getAll' };

  test('returns the newest first, up to the limit or all of them', async () => {
    const older = await draft('Many 1');
    const newer = await draft('Many 2');
    const limited = await executeNode(node, { ...getAll, limit: 2 });
    expect(limited.json.map(({ id }) => id)).toEqual([newer.id, older.id]);

    const { meta } = await node.engine.campaigns.list();
    const all = await executeNode(node, { ...getAll, returnAll: true });
    expect(all.json).toHaveLength(meta.total);
  });

  test('filters by text and by status', async () => {
    const wanted = await draft('Find me 100%');
    await node.engine.campaigns.schedule(wanted.id, { scheduledAt: '2999-01-01T00:00:00Z' });
    await draft('Find me 100%');
    const { json } = await executeNode(node, {
      ...getAll,
      filters: { search: 'find ME', status: 'scheduled' },
    });
    expect(json.map(({ id }) => id)).toEqual([wanted.id]);
  });
});

describe('update', () => {
  const update = (id: string, updateFields: object) =>
    resultOf(node, {
      resource: 'campaign',
      operation: 'update',
      campaignId: byId(id),
      updateFields,
    } as never);

  test('changes what is given, empties what is given empty, and keeps the rest', async () => {
    const { id } = await node.engine.campaigns.create({
      subject: 'Before',
      body: '<p>Before</p>',
      previewText: 'Preview',
      replyTo: 'desk@example.com',
    });
    expect(await update(id, { subject: 'After', previewText: '' })).toMatchObject({ id, subject: 'After' });
    expect(await node.engine.campaigns.get(id)).toMatchObject({
      subject: 'After',
      body: '<p>Before</p>',
      previewText: null,
      replyTo: 'desk@example.com',
    });
  });

  test('changes one part of the recipients and keeps the others', async () => {
    const labels = await Promise.all(['One', 'Two'].map((name) => node.engine.labels.create({ name })));
    const [one, two] = labels.map(({ id }) => id) as [string, string];
    const { id } = await node.engine.campaigns.create({
      subject: 'Spring',
      body: '<p>Hello</p>',
      recipients: { labelIds: [one] },
    });
    expect((await update(id, { excludeLabelIds: ['Two'] }))['recipients']).toMatchObject({
      all: false,
      labelIds: [one],
      excludeLabelIds: [two],
    });
    expect((await update(id, { allContacts: true }))['recipients']).toMatchObject({ all: true });
    expect((await update(id, { labelIds: ['Two'] }))['recipients']).toMatchObject({
      all: false,
      labelIds: [two],
    });
  });
});

test('delete removes a draft', async () => {
  const { id } = await draft();
  const remove = { resource: 'campaign', operation: 'delete', campaignId: byId(id) };
  expect(await resultOf(node, remove)).toEqual({ deleted: true });
  await expect(node.engine.campaigns.get(id)).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
});

test('duplicate makes a new draft of the same', async () => {
  const { id } = await draft('Twice');
  const copy = await resultOf(node, { resource: 'campaign', operation: 'duplicate', campaignId: byId(id) });
  expect(copy).toMatchObject({ status: 'draft', subject: 'Twice' });
  expect(copy['id']).not.toBe(id);
});

describe('schedule', () => {
  test.each([
    [
      'in the timezone of the workflow, as the picker gives it',
      '2999-03-01T09:00:00',
      '2999-03-01T02:00:00.000Z',
    ],
    ['with a space, as other nodes write it', '2999-03-01 09:00:00', '2999-03-01T02:00:00.000Z'],
    ['with its own offset', '2999-03-01T09:00:00-05:00', '2999-03-01T14:00:00.000Z'],
    [
      'as the DateTime of an expression',
      '={{ DateTime.fromISO("2999-03-01T09:00:00") }}',
      '2999-03-01T02:00:00.000Z',
    ],
    ['as the Date of an expression', '={{ new Date("2999-03-01T09:00:00Z") }}', '2999-03-01T09:00:00.000Z'],
  ])('takes a time %s', async (_how, scheduledAt, instant) => {
    const { id } = await draft();
    const schedule = { resource: 'campaign', operation: 'schedule', campaignId: byId(id), scheduledAt };
    const { json } = await executeNode(node, schedule, { timezone: 'Asia/Jakarta' });
    expect(json).toMatchObject([{ id, status: 'scheduled', scheduledAt: instant }]);
  });

  test('is cancelled again', async () => {
    const { id } = await draft();
    await node.engine.campaigns.schedule(id, { scheduledAt: '2999-01-01T00:00:00Z' });
    const cancel = { resource: 'campaign', operation: 'cancelSchedule', campaignId: byId(id) };
    expect(await resultOf(node, cancel)).toMatchObject({ id, status: 'cancelled' });
  });
});
