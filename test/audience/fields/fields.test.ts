import { addTextFields, fieldTypes } from '../../../lib/audience/fields/fields';
import { lockContactWrites } from '../../../lib/audience/contacts/lockContactWrites';
import { audienceOf, defineFields } from '../../support/audience';
import { ManualClock } from '../../support/manualClock';
import { describeEachStore } from '../../support/stores';
import { whenWaiting } from '../../support/whenWaiting';

const email = 'ana@example.com';

describeEachStore('custom fields', (open, type) => {
  const make = async () => {
    const store = await open();
    return { store, ...audienceOf(store, new ManualClock('2026-01-01T00:00:00Z')) };
  };
  const tags = async ({ fields }: Awaited<ReturnType<typeof make>>) =>
    (await fields.list()).data.map(({ tag }) => tag);

  test('have a tag, a type and a name, which is the tag made readable', async () => {
    const { fields } = await make();
    const createdAt = '2026-01-01T00:00:00.000Z';
    const first = { tag: 'first_name', name: 'First name', type: 'text', createdAt };
    expect(await fields.create({ tag: 'first_name' })).toEqual(first);
    const born = { tag: 'born', name: 'Birthday', type: 'date', createdAt };
    expect(await fields.create({ tag: 'born', name: ' Birthday ', type: 'date' })).toEqual(born);
    expect((await fields.list()).data).toEqual([born, first]);
    expect((await fields.list({ search: 'BIRTH' })).data).toEqual([born]);
    expect((await fields.list({ search: 't_n' })).data).toEqual([first]);
  });

  test('have a tag of their own', async () => {
    const { fields } = await make();
    await fields.create({ tag: 'city' });
    await expect(fields.create({ tag: 'city', type: 'number' })).rejects.toMatchObject({
      code: 'FIELD_TAKEN',
      message: expect.stringContaining('"city"'),
    });
    expect((await fields.list()).data).toMatchObject([{ type: 'text' }]);
  });

  test.each([
    'City',
    'first name',
    '__proto__',
    '1st',
    '',
    'email',
    'status',
    'unsubscribe_url',
    'constructor',
  ])('are not called %j', async (tag) => {
    const { fields } = await make();
    await expect(fields.create({ tag })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('can be renamed', async () => {
    const { fields } = await make();
    await fields.create({ tag: 'city' });
    expect(await fields.update('city', { name: 'Town' })).toMatchObject({ tag: 'city', name: 'Town' });
    expect((await fields.list()).data).toMatchObject([{ name: 'Town' }]);
  });

  test.each(['citty', 'CITY', '', 'a\0', undefined, 5, '__proto__', 'constructor'])(
    'called %j cannot be changed or deleted where there is none',
    async (tag) => {
      const { fields } = await make();
      await fields.create({ tag: 'city' });
      const calls = [() => fields.update(tag as never, { name: 'Town' }), () => fields.delete(tag as never)];
      for (const call of calls) {
        await expect(call()).rejects.toMatchObject({ code: 'FIELD_NOT_FOUND' });
      }
    },
  );

  test('take their values along when they are deleted, and leave the rest as it was', async () => {
    const made = await make();
    const { contacts, fields, store } = made;
    await defineFields(made, { city: 'text', plan: 'text', score: 'number', vip: 'boolean' });
    const values = { city: 'Łódź "the \\ boat": {"plan":1}', score: 1e21, vip: false };
    await contacts.upsert({ email, fields: { ...values, plan: 'free' } });
    await contacts.upsert({ email: 'ben@example.com', fields: { plan: 'pro' } });
    await contacts.upsert({ email: 'cleo@example.com', fields: values });

    await fields.delete('plan');
    expect(await tags(made)).toEqual(['city', 'score', 'vip']);
    const stored = await store.db.selectFrom('contacts').select('fields').orderBy('id').execute();
    expect(stored).toEqual([values, {}, values].map((left) => ({ fields: JSON.stringify(left) })));
  });

  test('that are deleted take no more values, until somebody makes them again', async () => {
    const made = await make();
    await defineFields(made, { score: 'number' });
    await made.fields.delete('score');
    const write = (score: string | number) => made.contacts.upsert({ email, fields: { score } });
    await expect(write(1)).rejects.toMatchObject({ code: 'FIELD_NOT_FOUND' });
    await made.fields.create({ tag: 'score', type: 'text' });
    expect(await write('much')).toMatchObject({ fields: { score: 'much' } });
  });

  test('whose deletion broke off are deleted whole the second time', async () => {
    const made = await make();
    await defineFields(made, { city: 'text' });
    await made.contacts.upsert({ email, fields: { city: 'Leeds' } });
    // As a crash leaves it behind: the field is gone, and its values are still there.
    await made.store.db.deleteFrom('fields').execute();
    await made.fields.delete('city');
    expect((await made.contacts.get(email)).fields).toEqual({});
    await expect(made.fields.delete('city')).rejects.toMatchObject({ code: 'FIELD_NOT_FOUND' });
  });

  test('are deleted while others write them, and nothing of them stays', async () => {
    const made = await make();
    await defineFields(made, { city: 'text' });
    const writes = Array.from({ length: 40 }, (_, n) =>
      made.contacts.upsert({ email: `c${n}@example.com`, fields: { city: 'Leeds' } }).catch(() => {}),
    );
    await Promise.all([...writes, made.fields.delete('city')]);
    const left = (await made.contacts.list({ perPage: 100 })).data.filter(({ fields }) => 'city' in fields);
    expect(left).toEqual([]);
  });

  if (type === 'postgres') {
    test('are not deleted before those who are writing them have finished', async () => {
      const made = await make();
      await defineFields(made, { city: 'text' });
      const { email: stored } = await made.contacts.upsert({ email });
      let deletion = Promise.resolve();
      await made.store.db.transaction().execute(async (tx) => {
        await lockContactWrites(tx, 'postgres', 'share');
        await fieldTypes(tx);
        await tx
          .updateTable('contacts')
          .set({ fields: '{"city":"Leeds"}' })
          .where('email', '=', stored)
          .execute();
        deletion = made.fields.delete('city');
        await whenWaiting(made.store, deletion);
      });
      await deletion;
      expect((await made.contacts.get(email)).fields).toEqual({});
    });
  }

  test('are at most 500', async () => {
    const made = await make();
    const many = Array.from({ length: 499 }, (_, n) => `field_${n}`);
    await addTextFields(made.store.db, many, 1);
    await made.fields.create({ tag: 'last' });
    await expect(made.fields.create({ tag: 'one_more' })).rejects.toThrow('at most 500 custom fields');
    await expect(addTextFields(made.store.db, ['one_more'], 1)).rejects.toThrow('at most 500 custom fields');
    expect(await addTextFields(made.store.db, ['last', 'field_1'], 1)).toEqual([]);
  });

  test('of text are made where there are none, once', async () => {
    const made = await make();
    await defineFields(made, { score: 'number' });
    expect(await addTextFields(made.store.db, ['town', 'score', 'city', 'town'], 1)).toEqual([
      'city',
      'town',
    ]);
    expect(await tags(made)).toEqual(['city', 'score', 'town']);
  });

  test.each(['to_string', 'prototype', 'then'])('may be called %s', async (tag) => {
    const made = await make();
    await expect(made.contacts.upsert({ email, fields: { [tag]: 'x' } })).rejects.toMatchObject({
      code: 'FIELD_NOT_FOUND',
    });
    await defineFields(made, { [tag]: 'text' });
    expect(await made.contacts.upsert({ email, fields: { [tag]: 'x' } })).toMatchObject({
      fields: { [tag]: 'x' },
    });
    await made.fields.delete(tag);
    expect(Object.keys((await made.contacts.get(email)).fields)).toEqual([]);
  });
});
