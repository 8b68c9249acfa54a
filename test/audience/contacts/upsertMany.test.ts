import { erasureHash } from '../../../lib/audience';
import type { ContactInput } from '../../../lib/model';
import { audienceOf, defineFields, erasureKey } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

describeEachStore('many contacts at once', (open) => {
  const make = async () => {
    const store = await open();
    const audience = audienceOf(store);
    await defineFields(audience, { score: 'number' });
    return { store, ...audience };
  };

  test('counts what changed once, also where one contact comes several times', async () => {
    const { contacts } = audienceOf(await open());
    await contacts.upsert({ email: 'ana@example.com' });
    const labelled = { email: 'ana@example.com', labels: ['News'] };
    expect(await contacts.upsertMany([{ email: 'ana@example.com' }, labelled, labelled])).toMatchObject({
      updated: 1,
      unchanged: 2,
    });
  });

  test('are written, and those that cannot be are named', async () => {
    const { contacts } = await make();
    await contacts.upsert({ email: 'old@example.com', name: 'Old' });
    await contacts.upsert({ email: 'same@example.com' });
    const result = await contacts.upsertMany([
      { email: 'new@example.com', labels: ['VIP'] },
      { email: 'nobody' },
      { email: 'old@example.com', fields: { score: '7' } },
      { email: 'a@example.com', fields: { score: 'much' } },
      { email: 'same@example.com' },
      { email: 'b@example.com', fields: { scores: 1 } },
      null as never,
    ]);
    expect(result).toEqual({
      created: 1,
      updated: 1,
      unchanged: 1,
      rejected: [
        { index: 1, reason: expect.stringContaining('"nobody" is not an email address') },
        { index: 3, reason: expect.stringContaining('"score" takes a number') },
        { index: 5, reason: expect.stringContaining('Did you mean "score"?') },
        { index: 6, reason: expect.stringContaining('contact') },
      ],
    });
    expect(await contacts.get('old@example.com')).toMatchObject({ name: 'Old', fields: { score: 7 } });
    expect(await contacts.get('new@example.com')).toMatchObject({ labels: [{ name: 'VIP' }] });
    expect((await contacts.list()).meta.total).toBe(3);
  });

  test('may name one contact twice, in its order', async () => {
    const { contacts } = await make();
    const twice = [
      { email: 'ana@example.com', name: 'Ana', fields: { score: 1 } },
      { email: 'ANA@example.com', fields: { score: 2 } },
    ];
    expect(await contacts.upsertMany(twice)).toMatchObject({ created: 1, updated: 1, rejected: [] });
    expect(await contacts.get('ana@example.com')).toMatchObject({ name: 'Ana', fields: { score: 2 } });
  });

  test('are a thousand at most', async () => {
    const { contacts } = await make();
    const inputs = Array.from({ length: 1001 }, (_, n) => ({ email: `c${n}@example.com` }));
    await expect(contacts.upsertMany(inputs)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('at most 1000 contacts at once'),
    });
    expect(await contacts.upsertMany(inputs.slice(1))).toMatchObject({ created: 1000 });
    expect(await contacts.upsertMany([])).toEqual({ created: 0, updated: 0, unchanged: 0, rejected: [] });
    await expect(contacts.upsertMany('all' as never)).rejects.toThrow('Give a list of contacts.');
  });

  describe('who were erased', () => {
    const erased = 'ana@example.com';
    const makeErased = async () => {
      const made = await make();
      await made.store.db
        .insertInto('erasures')
        .values({ hash: erasureHash(erasureKey, erased), created_at: 1 })
        .execute();
      return made;
    };
    const inputs: ContactInput[] = [{ email: 'ben@example.com' }, { email: ' ANA@Example.com' }];

    test('are not added again, and the others are', async () => {
      const { contacts } = await makeErased();
      await expect(contacts.upsert(inputs[1]!)).rejects.toMatchObject({ code: 'CONTACT_ERASED' });
      expect(await contacts.upsertMany(inputs)).toMatchObject({
        created: 1,
        rejected: [{ index: 1, reason: expect.stringContaining(`${erased} was erased`) }],
      });
      expect((await contacts.list()).data).toMatchObject([{ email: 'ben@example.com' }]);
    });

    test('may be suppressed, and are added again once that is removed', async () => {
      const { contacts, suppressions } = await makeErased();
      await suppressions.add({ email: erased });
      await expect(contacts.upsert({ email: erased })).rejects.toMatchObject({ code: 'CONTACT_ERASED' });
      await suppressions.remove(erased);
      expect(await contacts.upsert({ email: erased })).toMatchObject({ suppressed: false });
    });

    test('are added again once their address is removed from the suppressions, where it was not shown', async () => {
      const { contacts, suppressions } = await makeErased();
      await suppressions.remove('Ana@example.com');
      expect(await contacts.upsert({ email: erased })).toMatchObject({ email: erased });
      await expect(suppressions.remove(erased)).rejects.toMatchObject({ code: 'SUPPRESSION_NOT_FOUND' });
    });
  });
});
