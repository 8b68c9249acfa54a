import type { Db } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const addLabel = (db: Db, name: string) => db.insertInto('labels').values({ name }).execute();
const labelsIn = async (db: Db) =>
  (await db.selectFrom('labels').select('name').orderBy('name').execute()).map((row) => row.name);

describeEachStore('a transaction', (open) => {
  test('is seen by others only when it is done, and keeps no reader waiting', async () => {
    const { db } = await open();
    await db.transaction().execute(async (tx) => {
      await addLabel(tx, 'unfinished');
      expect(await labelsIn(tx)).toEqual(['unfinished']);
      expect(await labelsIn(db)).toEqual([]);
    });
    expect(await labelsIn(db)).toEqual(['unfinished']);
  });

  test('that fails leaves nothing behind, and the next one works', async () => {
    const { db } = await open();
    const failing = db.transaction().execute(async (tx) => {
      await addLabel(tx, 'lost');
      throw new Error('midway');
    });
    await expect(failing).rejects.toThrow('midway');
    await db.transaction().execute((tx) => addLabel(tx, 'kept'));
    expect(await labelsIn(db)).toEqual(['kept']);
  });

  test('goes on beside another of the same process without mixing with it', async () => {
    const { db } = await open();
    const rename = (name: string, outcome: 'commit' | 'roll back') =>
      db.transaction().execute(async (tx) => {
        await addLabel(tx, `${name} 1`);
        await new Promise(setImmediate);
        await addLabel(tx, `${name} 2`);
        if (outcome === 'roll back') throw new Error(name);
      });
    const both = await Promise.allSettled([
      rename('a', 'commit'),
      rename('b', 'roll back'),
      rename('c', 'commit'),
    ]);
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await labelsIn(db)).toEqual(['a 1', 'a 2', 'c 1', 'c 2']);
  });
});

describeEachStore('a foreign key', (open) => {
  test('takes the labels of a deleted contact with it', async () => {
    const { db } = await open();
    await addLabel(db, 'VIP');
    const contact = { name: null, status: 'active', fields: '{}', created_at: 0, updated_at: 0 } as const;
    await db
      .insertInto('contacts')
      .values({ ...contact, email: 'a@b.c', domain: 'b.c' })
      .execute();
    await db
      .insertInto('contact_labels')
      .columns(['contact_id', 'label_id'])
      .expression((eb) =>
        eb.selectFrom(['contacts', 'labels']).select(['contacts.id', 'labels.id as label_id']),
      )
      .execute();
    await db.deleteFrom('contacts').execute();
    expect(await db.selectFrom('contact_labels').selectAll().execute()).toEqual([]);
  });

  test('refuses a row that points nowhere', async () => {
    const { db } = await open();
    const nowhere = { contact_id: 1, label_id: 1 } as never;
    await expect(db.insertInto('contact_labels').values(nowhere).execute()).rejects.toThrow(/foreign key/i);
  });
});
