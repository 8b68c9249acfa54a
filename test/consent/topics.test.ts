import type { ContactInput, EmailMarketing } from '../../lib/model';
import { failure } from '../support/campaigns';
import { describeEachEngine } from '../support/eachEngine';

const ADA = 'ada@example.com';

describeEachEngine('topics', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  const add = (changes: Partial<ContactInput> = {}) =>
    api.contacts.upsert({ email: ADA, status: 'pending', ...changes });

  test('are the public labels; choosing leaves the other labels alone', async () => {
    const news = await api.labels.create({ name: 'News', public: true });
    const offers = await api.labels.create({ name: 'offers', public: true });
    await add({ labels: ['News', 'vip'] });
    expect(await api.consent.topics(ADA)).toEqual([
      { labelId: news.id, name: 'News', subscribed: true },
      { labelId: offers.id, name: 'offers', subscribed: false },
    ]);
    const chosen = await api.consent.chooseTopics(ADA, [offers.id, offers.id]);
    expect(chosen.map(({ subscribed }) => subscribed)).toEqual([false, true]);
    const { labels } = await api.contacts.get(ADA);
    expect(labels.map(({ name }) => name).sort()).toEqual(['offers', 'vip']);
    expect(await api.consent.chooseTopics(ADA, [])).toMatchObject([
      { subscribed: false },
      { subscribed: false },
    ]);
  });

  test.each(['not public', 'unknown', 'no id'])('one that is %s changes nothing', async (which) => {
    const news = await api.labels.create({ name: 'News', public: true });
    const vip = await api.labels.create({ name: 'vip' });
    await add({ labels: ['News'] });
    const id = { 'not public': vip.id, unknown: '999', 'no id': 'x; drop table' }[which]!;
    expect(await failure(api.consent.chooseTopics(ADA, [id]))).toMatchObject({
      code: 'LABEL_NOT_FOUND',
      details: { field: 'labelIds' },
    });
    expect(await api.consent.topics(ADA)).toEqual([{ labelId: news.id, name: 'News', subscribed: true }]);
  });
});
