import {
  audienceQuery,
  explainAudience,
  isAudienceEmpty,
  resolveAudience,
  Segments,
} from '../../../lib/audience';
import { type Filter, NOBODY, type Recipients, systemClock } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { addMany, audienceOf, defineFields, everybody, nobody } from '../../support/audience';
import { failure } from '../../support/campaigns';
import { describeEachStore } from '../../support/stores';

const NOW = Date.parse('2026-06-15T12:00:00Z');

const resolve = ({ db }: Store, recipients: Partial<Recipients>) =>
  resolveAudience(db, { ...NOBODY, ...recipients }, NOW);

describeEachStore('the audience', (open, type) => {
  if (type === 'postgres') {
    test('is joined with labels and suppressions: no list is gone through for each contact', async () => {
      const store = await open();
      for (const name of ['a', 'b', 'c', 'd']) await audienceOf(store).labels.create({ name });
      for (const labelIds of [[], ['1'], ['1', '2']]) {
        const recipients = { all: labelIds.length === 0, labelIds, excludeLabelIds: ['3', '4'] };
        const audience = await resolve(store, recipients);
        const plan = await audienceQuery(store, audience).select('contacts.id').explain('text');
        expect(JSON.stringify(plan)).toMatch(/Anti/);
        expect(JSON.stringify(plan)).not.toContain('SubPlan');
      }
    });
  }

  test('of a filter that includes nothing is nobody', async () => {
    const store = await open();
    await addMany(store, 1);
    for (const [recipients, count] of [
      [nobody, 0],
      [everybody, 1],
    ] as const) {
      const audience = await resolve(store, recipients);
      expect(await explainAudience(store, audience)).toMatchObject({ count, matched: count });
      expect(await isAudienceEmpty(store, audience)).toBe(count === 0);
    }
  });

  test('is refused when a label or segment is gone: it could be larger than was meant', async () => {
    const store = await open();
    for (const side of ['labelIds', 'excludeLabelIds'] as const) {
      expect(await failure(resolve(store, { all: true, [side]: ['9'] }))).toMatchObject({
        code: 'LABEL_NOT_FOUND',
        details: { field: `recipients.${side}` },
      });
    }
    for (const side of ['segmentIds', 'excludeSegmentIds'] as const) {
      expect(await failure(resolve(store, { all: true, [side]: ['none'] }))).toMatchObject({
        code: 'SEGMENT_NOT_FOUND',
        details: { field: `recipients.${side}` },
      });
    }
  });

  test('may be as large as one is accepted', async () => {
    const store = await open();
    await defineFields(audienceOf(store), { city: 'text' });
    await addMany(store, 1);
    const segments = new Segments(store, systemClock);
    const isNot: Filter = { type: 'field', field: 'city', operator: 'not_contains', value: 'x' };
    let id: string | undefined;
    for (let n = 1; n <= 5; n++) {
      const inner: Filter[] =
        id === undefined ? [] : [{ type: 'segment', operator: 'not_in', segmentId: id }];
      const filters = [...inner, ...Array<Filter>(99).fill(isNot)];
      id = (await segments.create({ name: `Deep ${n}`, filters })).id;
    }
    const excludeSegmentIds = [id!];
    for (let n = 1; n <= 15; n++) {
      const filters = Array<Filter>(100).fill({ ...isNot, operator: 'contains' });
      excludeSegmentIds.push((await segments.create({ name: `Wide ${n}`, filters })).id);
    }
    const audience = await resolve(store, { all: true, excludeSegmentIds });
    const { count, leftOut, excludedBy } = await explainAudience(store, audience);
    expect({ count, excluded: leftOut.excluded }).toEqual({ count: 0, excluded: 1 });
    expect(excludedBy.map((by) => by.count)).toEqual([1, ...Array<number>(15).fill(0)]);
  });

  test('names a label once, however often it is given', async () => {
    const store = await open();
    const { id } = await audienceOf(store).labels.create({ name: 'news' });
    expect(await resolve(store, { labelIds: [id, id] })).toMatchObject({ labelIds: [id] });
  });
});
