import { once } from 'node:events';
import { type Db, transact } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const setSetting = (tx: Db, key: string, value: string) =>
  tx.updateTable('settings').set({ value }).where('key', '=', key).execute();

describeEachStore('a transaction that the database gives up', (open, type) => {
  if (type === 'postgres')
    test('because two waited for each other is run again, and both are done', async () => {
      const { db } = await open();
      await db
        .insertInto('settings')
        .values(['a', 'b'].map((key) => ({ key, value: 'before' })))
        .execute();
      const locked = { a: new EventTarget(), b: new EventTarget() };
      const bothLocked = Promise.all([once(locked.a, 'done'), once(locked.b, 'done')]);
      let runs = 0;
      const inOrder = (first: 'a' | 'b', second: 'a' | 'b') =>
        transact(db, async (tx) => {
          runs++;
          await setSetting(tx, first, `${first} before ${second}`);
          locked[first].dispatchEvent(new Event('done'));
          await bothLocked;
          await setSetting(tx, second, `${first} before ${second}`);
        });
      await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
      expect(runs).toBe(3);
      const rows = await db.selectFrom('settings').select('value').distinct().execute();
      expect(rows).toHaveLength(1);
    });

  test('for good fails at once', async () => {
    const { db } = await open();
    let runs = 0;
    const failing = transact(db, async (tx) => {
      runs++;
      await tx
        .insertInto('labels')
        .values([{ name: 'twice' }, { name: 'twice' }])
        .execute();
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(runs).toBe(1);
  });

  test('again and again fails with the reason in the end', async () => {
    const { db } = await open();
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    let runs = 0;
    const failing = transact(db, async (tx) => {
      runs++;
      await tx.insertInto('labels').values({ name: 'lost' }).execute();
      throw deadlock;
    });
    await expect(failing).rejects.toBe(deadlock);
    expect(runs).toBeGreaterThan(1);
    expect(await db.selectFrom('labels').selectAll().execute()).toEqual([]);
  });
});
