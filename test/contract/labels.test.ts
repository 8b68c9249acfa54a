import type { EmailMarketing, Filter } from '../../lib/model';
import { addSubscribers, failure, newsletter } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('labels', (here) => {
  let api: EmailMarketing;
  let news: string;
  beforeEach(async () => {
    api = here.api;
    news = await addSubscribers(api, 3);
  });
  const inUse = (...names: string[]) => ({
    code: 'LABEL_IN_USE',
    message: expect.stringMatching(names.join('.*')) as string,
  });

  test('are made, marked public, renamed and deleted', async () => {
    const vip = await api.labels.create({ name: 'VIP', public: true });
    expect(vip).toEqual({ id: expect.any(String) as string, name: 'VIP', public: true });
    expect(await api.labels.update(vip.id, { name: 'Friends', public: false })).toEqual({
      ...vip,
      name: 'Friends',
      public: false,
    });
    expect(await failure(api.labels.update(vip.id, { name: 'news' }))).toMatchObject({
      code: 'LABEL_NAME_TAKEN',
    });
    await api.labels.delete(vip.id);
    expect((await api.labels.list()).data).toMatchObject([{ name: 'news' }]);
    expect(await failure(api.labels.delete(vip.id))).toMatchObject({ code: 'LABEL_NOT_FOUND' });
  });

  test('are given and taken in bulk', async () => {
    const { id } = await api.labels.create({ name: 'First' });
    expect(await api.labels.addTo(id, { search: 'c1@' })).toEqual({ changed: 1 });
    expect(await api.labels.addTo(id, { labelId: news })).toEqual({ changed: 2 });
    expect(await api.labels.removeFrom(id, { all: true })).toEqual({ changed: 3 });
    expect(await failure(api.labels.addTo(id, {}))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('all: true') as string,
    });
  });

  test('are not deleted while a campaign that is not sent, or a segment, has them', async () => {
    const { id } = await api.campaigns.create(
      newsletter(news, { subject: 'Spring', recipients: { all: true, excludeLabelIds: [news] } }),
    );
    const filter: Filter = { type: 'label', operator: 'not_contains', labelIds: [news] };
    const segment = await api.segments.create({
      name: 'Others',
      filters: [{ type: 'any', filters: [filter] }],
    });
    expect(await failure(api.labels.delete(news))).toMatchObject(inUse('"Spring"', '"Others"'));
    await api.campaigns.delete(id);
    expect(await failure(api.labels.delete(news))).toMatchObject(inUse('"Others"'));
    await api.segments.delete(segment.id);
    await api.labels.delete(news);
  });

  test('that vanish while a campaign is written with them leave no campaign without them', async () => {
    const labels = await Promise.all(
      Array.from({ length: 10 }, (_, n) => api.labels.create({ name: `label ${n}` })),
    );
    const tries = labels.map(async ({ id }) => {
      const recipients = { all: true, excludeLabelIds: [id] };
      const [created, deleted] = await Promise.all([
        failure(api.campaigns.create(newsletter(news, { recipients }))),
        failure(api.labels.delete(id)),
      ]);
      return [created?.code, deleted?.code];
    });
    for (const outcome of await Promise.all(tries)) {
      expect([
        ['LABEL_NOT_FOUND', undefined],
        [undefined, 'LABEL_IN_USE'],
      ]).toContainEqual(outcome);
    }
  });

  test('merge: everyone, every draft and every segment has the one that stays', async () => {
    const { id: old } = await api.labels.create({ name: 'Old' });
    await api.labels.addTo(old, { search: 'c1@' });
    await api.contacts.upsert({ email: 'only@example.com', labels: ['Old'] });
    const draft = await api.campaigns.create(newsletter(old));
    const segment = await api.segments.create({
      name: 'Old ones',
      filters: [{ type: 'label', operator: 'contains', labelIds: [old] }],
    });
    expect(await api.labels.merge(old, news)).toEqual({ id: news, name: 'news', public: false });
    expect((await api.campaigns.get(draft.id)).recipients).toMatchObject({ labelIds: [news] });
    expect(await api.campaigns.countRecipients(draft.id)).toMatchObject({ count: 4 });
    expect((await api.segments.get(segment.id)).filters).toMatchObject([{ labelIds: [news] }]);
    expect((await api.labels.list()).data).toMatchObject([{ name: 'news' }]);
    expect(await failure(api.labels.merge(news, news))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
