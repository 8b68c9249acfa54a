import type { Filter } from '../../lib/model';
import { defineFields } from '../support/audience';
import { failure, newsletter, whenSent } from '../support/campaigns';
import { describeEachFace } from './eachFace';

const isActive: Filter = { type: 'status', operator: 'is', values: ['active'] };

describeEachFace('segments', (here) => {
  beforeEach(async () => {
    await defineFields(here.api, { city: 'text', age: 'number' });
    for (const [email, city, age] of [
      ['ana@example.com', 'Leeds', 30],
      ['ben@example.com', 'LEEDS', 20],
      ['cleo@example.com', 'Lima', 40],
    ] as const) {
      await here.api.contacts.upsert({ email, fields: { city, age } });
    }
  });

  const inLeeds: Filter = { type: 'field', field: 'city', operator: 'equals', value: 'leeds' };
  const segment = (name: string, ...filters: Filter[]) => here.api.segments.create({ name, filters });

  test('are created, changed, listed by name and deleted', async () => {
    const leeds = await segment(' Leeds ', inLeeds);
    expect(leeds).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: 'Leeds',
      filters: [inLeeds],
      createdAt: expect.any(String),
      updatedAt: leeds.createdAt,
    });
    await segment('active', isActive);
    expect((await here.api.segments.list()).data.map(({ name }) => name)).toEqual(['active', 'Leeds']);
    expect((await here.api.segments.list({ search: 'EED' })).meta.total).toBe(1);
    const changed = await here.api.segments.update(leeds.id, { name: 'In Leeds' });
    expect(changed).toMatchObject({ name: 'In Leeds', filters: [inLeeds] });
    expect(await here.api.segments.get(leeds.id)).toEqual(changed);
    await here.api.segments.delete(leeds.id);
    expect(await failure(here.api.segments.get(leeds.id))).toMatchObject({ code: 'SEGMENT_NOT_FOUND' });
  });

  test('say who is in them, and who of those may not be mailed', async () => {
    await here.api.suppressions.add({ email: 'ben@example.com' });
    const { id } = await segment('Leeds', inLeeds);
    expect(await here.api.segments.count(id)).toEqual({
      count: 1,
      matched: 2,
      leftOut: { unsubscribed: 0, hardBounce: 0, pending: 0, suppressed: 1, excluded: 0 },
      excludedBy: [],
      sample: [{ id: expect.any(String), email: 'ana@example.com', name: null }],
    });
    const { data } = await here.api.contacts.list({ segmentId: id });
    expect(data.map(({ email }) => email)).toEqual(['ana@example.com', 'ben@example.com']);
  });

  test('are refused when they say what cannot be, and nothing is written', async () => {
    await segment('Leeds', inLeeds);
    for (const [input, code] of [
      [{ name: 'Leeds', filters: [isActive] }, 'SEGMENT_NAME_TAKEN'],
      [{ name: 'x', filters: [] }, 'INVALID_INPUT'],
      [{ name: ' ', filters: [isActive] }, 'INVALID_INPUT'],
      [
        { name: 'x', filters: [{ type: 'field', field: 'age', operator: 'equals', value: 'old' }] },
        'FILTER_INVALID',
      ],
      [
        { name: 'x', filters: [{ type: 'field', field: 'age', operator: 'like', value: 1 }] },
        'INVALID_INPUT',
      ],
      [{ name: 'x', filters: [{ type: 'field', field: 'wage', operator: 'is_empty' }] }, 'FIELD_NOT_FOUND'],
      [
        { name: 'x', filters: [{ type: 'label', operator: 'contains', labelIds: ['99'] }] },
        'LABEL_NOT_FOUND',
      ],
      [
        { name: 'x', filters: [{ type: 'activity', activity: 'open', operator: 'before', date: 'June' }] },
        'INVALID_INPUT',
      ],
      [
        {
          name: 'x',
          filters: [
            { type: 'activity', activity: 'open', operator: 'after', date: '2026-01-31T09:00:00+24:00' },
          ],
        },
        'INVALID_INPUT',
      ],
    ] as const) {
      const refused = await failure(here.api.segments.create(input as never));
      expect({ input, code: refused?.code }).toEqual({ input, code });
    }
    expect((await here.api.segments.list()).meta.total).toBe(1);
    for (const call of ['get', 'delete', 'count'] as const) {
      expect(await failure(here.api.segments[call]('99'))).toMatchObject({ code: 'SEGMENT_NOT_FOUND' });
    }
  });

  test('decide who receives a campaign, as they are when it is sent', async () => {
    const leeds = await segment('Leeds', inLeeds);
    const young = await segment('Young', { type: 'field', field: 'age', operator: 'less_than', value: 25 });
    const { id } = await here.api.campaigns.create(
      newsletter('', { recipients: { segmentIds: [leeds.id], excludeSegmentIds: [young.id] } }),
    );
    expect(await here.api.campaigns.countRecipients(id)).toMatchObject({
      count: 1,
      matched: 2,
      leftOut: { excluded: 1 },
      excludedBy: [{ type: 'segment', id: young.id, name: 'Young', count: 1 }],
    });
    expect(await failure(here.api.segments.delete(young.id))).toMatchObject({ code: 'SEGMENT_IN_USE' });
    await here.api.segments.update(young.id, {
      filters: [{ type: 'field', field: 'age', operator: 'greater_than', value: 25 }],
    });
    await here.api.campaigns.send(id);
    expect(await whenSent(here.api, id)).toMatchObject({ audience: 1 });
    const { data } = await here.api.campaigns.deliveries(id);
    expect(data.map(({ email }) => email)).toEqual(['ben@example.com']);
    await here.api.segments.delete(young.id);
    expect((await here.api.campaigns.duplicate(id)).recipients.excludeSegmentIds).toEqual([young.id]);
  });

  test('that do not exist are refused in a campaign, and a campaign in a segment is not deleted', async () => {
    for (const side of ['segmentIds', 'excludeSegmentIds'] as const) {
      const refused = await failure(
        here.api.campaigns.create(newsletter('', { recipients: { [side]: ['99'] } })),
      );
      expect(refused).toMatchObject({
        code: 'SEGMENT_NOT_FOUND',
        details: { field: `recipients.${side}` },
      });
    }
    const { id } = await here.api.campaigns.create(newsletter('', { recipients: { all: true } }));
    await segment('Not yet', { type: 'campaign', operator: 'did_not', action: 'receive', campaignId: id });
    expect(await failure(here.api.campaigns.delete(id))).toMatchObject({
      code: 'CAMPAIGN_NOT_DELETABLE',
      message: expect.stringContaining('the segment "Not yet"'),
    });
  });

  test('that leave nobody say so when the campaign is sent', async () => {
    const { id: leeds } = await segment('Leeds', inLeeds);
    const { id } = await here.api.campaigns.create(newsletter('', { recipients: { segmentIds: [leeds] } }));
    await here.api.contacts.upsert({ email: 'ana@example.com', status: 'unsubscribed' });
    await here.api.suppressions.add({ email: 'ben@example.com' });
    expect(await failure(here.api.campaigns.send(id))).toMatchObject({
      code: 'EMPTY_AUDIENCE',
      message: expect.stringContaining('of 2 contacts 1 is unsubscribed and 1 suppressed.'),
    });
    await here.api.campaigns.update(id, { recipients: { segmentIds: [] } });
    expect(await failure(here.api.campaigns.send(id))).toMatchObject({
      code: 'EMPTY_AUDIENCE',
      message: expect.stringContaining('it includes no label or segment.'),
    });
  });
});
