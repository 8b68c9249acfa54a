import type { BulkFilter } from '../../../lib/model';
import { addMany, audienceOf } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

describeEachStore('a label in bulk', (open) => {
  const make = async () => {
    const audience = audienceOf(await open());
    const upserts = [
      { email: 'ana@example.com', labels: ['VIP'] },
      { email: 'ben@example.com', status: 'pending' as const },
      { email: 'cleo@example.com', labels: ['VIP', 'News'] },
    ];
    for (const input of upserts) await audience.contacts.upsert(input);
    const idOf = async (name: string) => (await audience.labels.create({ name })).id;
    return { ...audience, news: await idOf('News'), vip: await idOf('VIP') };
  };
  const having = async ({ contacts }: Awaited<ReturnType<typeof make>>, labelId: string) =>
    (await contacts.list({ labelId })).data.map(({ email }) => email.split('@')[0]);

  test('is given to everyone who matches, and counted where it is new', async () => {
    const made = await make();
    expect(await made.labels.addTo(made.news, { labelId: made.vip })).toEqual({ changed: 1 });
    expect(await having(made, made.news)).toEqual(['ana', 'cleo']);
    expect(await made.labels.addTo(made.news, { all: true })).toEqual({ changed: 1 });
    expect(await made.labels.addTo(made.news, { all: true })).toEqual({ changed: 0 });
  });

  test('is taken from everyone who matches, and from nobody else', async () => {
    const made = await make();
    expect(await made.labels.removeFrom(made.vip, { search: 'ANA@' })).toEqual({ changed: 1 });
    expect(await having(made, made.vip)).toEqual(['cleo']);
    expect(await made.labels.removeFrom(made.vip, { status: 'pending' })).toEqual({ changed: 0 });
    expect(await made.labels.removeFrom(made.vip, { all: true })).toEqual({ changed: 1 });
    expect(await having(made, made.news)).toEqual(['cleo']);
  });

  test('goes by who matched before: those without it get it, those with it lose it', async () => {
    const made = await make();
    const label = (operator: 'contains' | 'not_contains'): BulkFilter => ({
      filters: [{ type: 'label', operator, labelIds: [made.vip] }],
    });
    expect(await made.labels.addTo(made.vip, label('not_contains'))).toEqual({ changed: 1 });
    expect(await having(made, made.vip)).toEqual(['ana', 'ben', 'cleo']);
    expect(await made.labels.removeFrom(made.vip, label('contains'))).toEqual({ changed: 3 });
  });

  test('needs to be told whom, and takes nobody for everybody', async () => {
    const { labels, vip } = await make();
    const nothing = [{}, { all: false }, { labelId: undefined }, { filters: [] }, { search: '' }];
    for (const filter of [...nothing, undefined, { al: true }]) {
      await expect(labels.addTo(vip, filter as never)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await expect(labels.addTo(vip, { labelId: '999' })).rejects.toMatchObject({ code: 'LABEL_NOT_FOUND' });
    const unknown = { filters: [{ type: 'field', field: 'x', operator: 'is_empty' }] } as BulkFilter;
    await expect(labels.removeFrom(vip, unknown)).rejects.toMatchObject({ code: 'FIELD_NOT_FOUND' });
  });

  test('reaches thousands, while others write and delete', async () => {
    const store = await open();
    await addMany(store, 30_000);
    const { contacts, labels } = audienceOf(store);
    const { id } = await labels.create({ name: 'All' });
    const deletions = Array.from({ length: 20 }, (_, n) => contacts.delete(`c${1 + n * 1500}@example.com`));
    const writes = Array.from({ length: 20 }, (_, n) =>
      contacts.upsert({ email: `c${2 + n * 1500}@example.com`, labels: ['All', `l${n}`] }),
    );
    const [{ changed }] = await Promise.all([labels.addTo(id, { all: true }), ...deletions, ...writes]);
    expect(await contacts.list({ labelId: id, perPage: 1 })).toMatchObject({ meta: { total: 29_980 } });
    // Those who were deleted or labelled by another in the middle were counted or not.
    expect(changed).toBeGreaterThanOrEqual(29_960);
    expect(changed).toBeLessThanOrEqual(30_000);
    expect(await labels.removeFrom(id, { all: true })).toEqual({ changed: 29_980 });
  });
});
