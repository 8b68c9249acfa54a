import { audienceOf } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

describeEachStore('labels', (open) => {
  const makeLabels = async () => audienceOf(await open()).labels;

  test('are created once by name', async () => {
    const labels = await makeLabels();
    const vip = await labels.create({ name: ' VIP ' });
    expect(vip).toEqual({ id: expect.stringMatching(/^\d+$/), name: 'VIP', public: false });
    expect(await labels.create({ name: 'VIP' })).toEqual(vip);
    expect((await labels.create({ name: 'vip' })).id).not.toBe(vip.id);
  });

  test('are created once when many ask at the same time', async () => {
    const labels = await makeLabels();
    const made = await Promise.all(Array.from({ length: 10 }, () => labels.create({ name: 'VIP' })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test('are listed by name, in pages, and searched', async () => {
    const labels = await makeLabels();
    for (const name of ['cups', 'beans', 'mills', 'big beans']) await labels.create({ name });
    const names = async (query: object) => (await labels.list(query)).data.map(({ name }) => name);
    expect(await names({})).toEqual(['beans', 'big beans', 'cups', 'mills']);
    expect(await names({ page: 2, perPage: 3 })).toEqual(['mills']);
    expect(await names({ search: 'BEAN' })).toEqual(['beans', 'big beans']);
  });

  test('are listed alike on every database, whatever the case of their names', async () => {
    const labels = await makeLabels();
    const sorted = [
      '1st',
      'Beans',
      'beans',
      'big-beans',
      'Big_beans',
      'cups',
      'MILLS',
      'Zest',
      'École',
      'émile',
    ];
    // In another order, but for the two that differ only in case: those stay as they were made.
    for (const name of [...sorted].sort()) await labels.create({ name });
    expect((await labels.list()).data.map(({ name }) => name)).toEqual(sorted);
  });

  test('are marked public, by whoever says so', async () => {
    const labels = await makeLabels();
    const news = await labels.create({ name: 'News', public: true });
    expect(news).toMatchObject({ public: true });
    expect(await labels.create({ name: 'News' })).toEqual(news);
    expect(await labels.create({ name: 'News', public: false })).toEqual({ ...news, public: false });
    expect((await labels.list()).data).toEqual([{ ...news, public: false }]);
  });

  test('are renamed, but not to the name of another', async () => {
    const labels = await makeLabels();
    const { id } = await labels.create({ name: 'News' });
    await labels.create({ name: 'VIP' });
    expect(await labels.update(id, { name: ' Letters ' })).toEqual({ id, name: 'Letters', public: false });
    expect(await labels.update(id, { public: true })).toEqual({ id, name: 'Letters', public: true });
    expect(await labels.update(id, {})).toEqual({ id, name: 'Letters', public: true });
    expect(await labels.update(id, { name: 'Letters' })).toMatchObject({ name: 'Letters' });
    await expect(labels.update(id, { name: 'VIP' })).rejects.toMatchObject({
      code: 'LABEL_NAME_TAKEN',
      message: expect.stringContaining('"VIP"'),
    });
  });

  test('are deleted, with who had them', async () => {
    const { contacts, labels } = audienceOf(await open());
    await contacts.upsert({ email: 'ana@example.com', labels: ['News', 'VIP'] });
    const { id } = await labels.create({ name: 'News' });
    await labels.delete(id);
    expect(await contacts.get('ana@example.com')).toMatchObject({ labels: [{ name: 'VIP' }] });
    expect((await labels.create({ name: 'News' })).id).not.toBe(id);
    expect(await contacts.get('ana@example.com')).toMatchObject({ labels: [{ name: 'VIP' }] });
  });

  test.each(['999', 'VIP', '', '\0', undefined, null, 5])(
    'called %j by their id are not there',
    async (id) => {
      const labels = await makeLabels();
      const vip = await labels.create({ name: 'VIP' });
      const calls = [
        () => labels.update(id as never, { name: 'New' }),
        () => labels.delete(id as never),
        () => labels.merge(id as never, vip.id),
        () => labels.merge(vip.id, id as never),
        () => labels.addTo(id as never, { all: true }),
        () => labels.removeFrom(id as never, { all: true }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'LABEL_NOT_FOUND' });
    },
  );

  test('whose deletion broke off are seen by nobody, and cleared with the next', async () => {
    const store = await open();
    const { contacts, labels } = audienceOf(store);
    const { id, labels: given } = await contacts.upsert({
      email: 'ana@example.com',
      labels: ['Gone', 'Old'],
    });
    // As a crash leaves it behind: the label is gone, and who had it is not.
    await store.db.deleteFrom('labels').where('name', '=', 'Gone').execute();
    expect(await contacts.get(id)).toMatchObject({ labels: [{ name: 'Old' }] });
    expect(await contacts.label(id, ['Gone'])).toMatchObject({ labels: [{ name: 'Gone' }, { name: 'Old' }] });
    await labels.delete(given.find(({ name }) => name === 'Old')!.id);
    expect(await store.db.selectFrom('contact_labels').select('contact_id').execute()).toHaveLength(1);
  });

  test('are deleted while others give them, and everybody finishes', async () => {
    const { contacts, labels } = audienceOf(await open());
    const { id } = await labels.create({ name: 'News' });
    const upserts = Array.from({ length: 30 }, (_, n) =>
      contacts.upsert({ email: `c${n}@example.com`, labels: ['News'] }),
    );
    await Promise.all([...upserts, labels.delete(id)]);
    const { data } = await contacts.list({ perPage: 100 });
    // Whoever came later made a label of the same name.
    expect(data).toHaveLength(30);
    expect(data.flatMap((contact) => contact.labels.map((label) => label.id))).not.toContain(id);
  });
});
