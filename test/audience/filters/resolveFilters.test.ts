import { resolveFilters, Segments } from '../../../lib/audience';
import { type Filter, systemClock } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { audienceOf, defineFields } from '../../support/audience';
import { failure } from '../../support/campaigns';
import { describeEachStore } from '../../support/stores';

const isActive: Filter = { type: 'status', operator: 'is', values: ['active'] };
const inSegment = (segmentId: string, operator: 'in' | 'not_in' = 'in'): Filter => ({
  type: 'segment',
  operator,
  segmentId,
});

describeEachStore('resolving filters', (open) => {
  let store: Store;
  let segments: Segments;
  beforeEach(async () => {
    store = await open();
    segments = new Segments(store, systemClock);
    await defineFields(audienceOf(store), { age: 'number' });
  });

  const resolve = (...filters: Filter[]) => resolveFilters(store.db, filters);
  const make = async (name: string, filters: Filter[]) => (await segments.create({ name, filters })).id;

  test('puts the type beside each field, and segments in their place', async () => {
    const grown = await make('grown', [
      { type: 'field', field: 'age', operator: 'greater_than', value: '17' },
    ]);
    expect(await resolve({ type: 'any', filters: [isActive, inSegment(grown, 'not_in')] })).toEqual([
      {
        type: 'any',
        filters: [
          isActive,
          {
            type: 'not_all',
            filters: [
              { type: 'field', field: 'age', operator: 'greater_than', value: 17, valueType: 'number' },
            ],
          },
        ],
      },
    ]);
  });

  test.each<[string, Filter, string]>([
    ['FIELD_NOT_FOUND', { type: 'field', field: 'agee', operator: 'is_empty' }, 'Did you mean "age"?'],
    ['FIELD_NOT_FOUND', { type: 'field', field: '__proto__', operator: 'is_empty' }, '"__proto__"'],
    ['FIELD_NOT_FOUND', { type: 'field', field: "a' or 1=1", operator: 'is_empty' }, 'list of fields'],
    ['FILTER_INVALID', { type: 'field', field: 'funnel_status', operator: 'is_empty' }, 'the type "funnel"'],
    ['LABEL_NOT_FOUND', { type: 'label', operator: 'not_contains', labelIds: ['7'] }, 'no label "7"'],
    ['SEGMENT_NOT_FOUND', inSegment('constructor'), 'no segment "constructor"'],
    [
      'CAMPAIGN_NOT_FOUND',
      { type: 'campaign', operator: 'did_not', action: 'receive', campaignId: '7' },
      'no campaign "7"',
    ],
    [
      'CATEGORY_NOT_FOUND',
      { type: 'campaign', operator: 'did', action: 'open', categoryId: 'x' },
      'no category "x"',
    ],
  ])('throws %s for %j, at any depth', async (code, filter, sentence) => {
    const nested: Filter = { type: 'any', filters: [{ type: 'all', filters: [isActive, filter] }] };
    for (const one of [filter, nested]) {
      const refused = await failure(resolve(one));
      expect(refused).toMatchObject({ code, message: expect.stringContaining(sentence) });
    }
  });

  test('names the segment in which something is not right', async () => {
    const id = await make('grown', [{ type: 'field', field: 'age', operator: 'is_empty' }]);
    await store.db.deleteFrom('fields').execute();
    expect(await failure(resolve(inSegment(id)))).toMatchObject({
      code: 'FIELD_NOT_FOUND',
      message: expect.stringMatching(/^In the segment "grown": There is no custom field "age"/),
    });
  });

  test('refuses segments in segments in segments, and more filters than a database takes', async () => {
    let id = await make('1', [isActive]);
    for (let n = 2; n <= 5; n++) id = await make(String(n), [inSegment(id)]);
    expect(await failure(make('6', [inSegment(id)]))).toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringContaining('segments more than 5 deep'),
    });
    id = await make('7', Array<Filter>(90).fill(isActive));
    id = await make('8', Array<Filter>(20).fill(inSegment(id)));
    expect(await failure(make('9', [inSegment(id), inSegment(id)]))).toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringContaining('comes to more filters than a database takes'),
    });
  });
});
