import { GroupCommit } from '../../lib/delivery/groupCommit';
import type { Db, Store } from '../../lib/store';
import { openStore } from '../../lib/store';
import { freshDatabase } from '../support/databases';

describe('group commit', () => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    const fresh = await freshDatabase.sqlite();
    store = await openStore(fresh.database);
    remove = fresh.remove;
  });
  afterEach(async () => {
    await store.close();
    await remove();
  });

  const insert = (key: string) => async (tx: Db) => {
    await tx.insertInto('settings').values({ key, value: '1' }).execute();
    return key;
  };
  const keys = async () =>
    (await store.db.selectFrom('settings').select('key').orderBy('key').execute()).map((row) => row.key);

  test('each write gets its own result, committed', async () => {
    const commits = new GroupCommit(store.db);
    expect(await Promise.all([commits.run(insert('a')), commits.run(insert('b'))])).toEqual(['a', 'b']);
    expect(await keys()).toEqual(['a', 'b']);
  });

  test('a bad write fails alone: the others of its group are committed', async () => {
    const commits = new GroupCommit(store.db);
    const group = await Promise.allSettled(['a', 'a', 'b'].map((key) => commits.run(insert(key))));
    expect(group.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await keys()).toEqual(['a', 'b']);
  });
});
