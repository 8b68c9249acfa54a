import { resolveFilters, Segments } from '../../lib/audience';
import { type Filter, NOBODY, systemClock } from '../../lib/model';
import type { Store } from '../../lib/store';
import { failure } from '../support/campaigns';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';

const isActive: Filter = { type: 'status', operator: 'is', values: ['active'] };
const inSegment = (segmentId: string): Filter => ({ type: 'segment', operator: 'in', segmentId });

describeEachStore('segments', (open) => {
  let store: Store;
  let segments: Segments;
  beforeEach(async () => {
    store = await open();
    segments = new Segments(store, systemClock);
  });

  const make = async (name: string, filters: Filter[] = [isActive]) =>
    (await segments.create({ name, filters })).id;

  test('cannot contain themselves, however far around', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    await segments.update(b, { filters: [inSegment(a)] });
    await segments.update(c, { filters: [{ type: 'any', filters: [isActive, inSegment(b)] }] });
    expect(await failure(segments.update(a, { filters: [inSegment(a)] }))).toMatchObject({
      code: 'SEGMENT_CYCLE',
      message: 'A segment cannot contain itself: "A" contains "A". Take one out of the other.',
    });
    expect(await failure(segments.update(a, { filters: [inSegment(c)] }))).toMatchObject({
      code: 'SEGMENT_CYCLE',
    });
    expect((await segments.get(a)).filters).toEqual([isActive]);
  });

  test('cannot contain each other when both are changed at the same time', async () => {
    for (let n = 0; n < 5; n++) {
      const [a, b] = [await make(`A${n}`), await make(`B${n}`)];
      const both = await Promise.all([
        failure(segments.update(a, { filters: [inSegment(b)] })),
        failure(segments.update(b, { filters: [inSegment(a)] })),
      ]);
      expect(both.filter((error) => error?.code === 'SEGMENT_CYCLE')).toHaveLength(1);
      expect(await resolveFilters(store.db, [inSegment(a), inSegment(b)])).toHaveLength(2);
    }
  });

  test('do not become more than those that contain them can bear', async () => {
    const inner = await make('1');
    const other = await make('Other');
    let id = inner;
    for (let n = 2; n <= 5; n++) id = await make(String(n), [inSegment(id)]);
    expect(await failure(segments.update(inner, { filters: [inSegment(other)] }))).toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringMatching(/^In the segment "5": Together .* segments more than 5 deep/),
    });
    expect((await segments.get(inner)).filters).toEqual([isActive]);
    await segments.update(inner, { filters: [isActive, isActive] });
  });

  test('that a campaign waits to be launched to are not deleted, and say which campaign that is', async () => {
    const id = await make('Regulars');
    const recipients = (side: string) => JSON.stringify({ ...NOBODY, [side]: [id] });
    const campaign = await insertCampaign(store.db);
    const put = (side: string, status: 'draft' | 'sending' | 'sent', frozen_at: number | null = null) =>
      store.db
        .updateTable('campaigns')
        .set({ recipients: recipients(side), status, frozen_at })
        .where('id', '=', campaign)
        .execute();
    for (const [side, status] of [
      ['segmentIds', 'draft'],
      ['excludeSegmentIds', 'draft'],
      ['excludeSegmentIds', 'sending'],
    ] as const) {
      await put(side, status);
      expect(await failure(segments.delete(id))).toMatchObject({
        code: 'SEGMENT_IN_USE',
        message: 'The segment "Regulars" is used by the campaign "Hello". Take it out there first.',
      });
    }
    await put('segmentIds', 'sent', 1);
    await segments.delete(id);
    expect(await failure(segments.get(id))).toMatchObject({ code: 'SEGMENT_NOT_FOUND' });
  });

  test('in other segments are not deleted; of many, three are named', async () => {
    const id = await make('Inner');
    for (let n = 1; n <= 5; n++) await make(`Outer ${n}`, [{ type: 'any', filters: [inSegment(id)] }]);
    expect(await failure(segments.delete(id))).toMatchObject({
      code: 'SEGMENT_IN_USE',
      message: expect.stringContaining('the segments "Outer 1", "Outer 2", "Outer 3", 2 more'),
    });
  });

  test('are not deleted while somebody at that moment puts them into another', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await make(`Inner ${n}`);
      const [deleted, made] = await Promise.all([
        failure(segments.delete(id)),
        failure(segments.create({ name: `Outer ${n}`, filters: [inSegment(id)] })),
      ]);
      expect([deleted?.code, made?.code].sort()).toEqual(
        deleted ? ['SEGMENT_IN_USE', undefined] : ['SEGMENT_NOT_FOUND', undefined],
      );
    }
  });
});
