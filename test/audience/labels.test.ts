import { Labels } from '../../lib/audience';
import { describeEachStore } from '../support/stores';

describeEachStore('labels', (open) => {
  const makeLabels = async () => new Labels(await open());

  test('are created once by name', async () => {
    const labels = await makeLabels();
    const vip = await labels.create({ name: ' VIP ' });
    expect(vip).toEqual({ id: expect.stringMatching(/^\d+$/), name: 'VIP' });
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

  test('that do not exist are named', async () => {
    const labels = await makeLabels();
    const { id } = await labels.create({ name: 'VIP' });
    await expect(labels.assertExist([], 'recipients')).resolves.toBeUndefined();
    await expect(labels.assertExist([id, id], 'recipients')).resolves.toBeUndefined();
    for (const unknown of ['999', 'VIP']) {
      await expect(labels.assertExist([id, unknown], 'recipients')).rejects.toMatchObject({
        code: 'LABEL_NOT_FOUND',
        message: expect.stringContaining(`"${unknown}"`),
        details: { field: 'recipients' },
      });
    }
  });
});
