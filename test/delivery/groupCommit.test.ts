import { GroupCommit } from '../../lib/delivery/groupCommit';
import type { ContactKey } from '../../lib/model';
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

  const contact = 1 as ContactKey;
  const insert = (key: string) => async (tx: Db) => {
    await tx.insertInto('settings').values({ key, value: '1' }).execute();
    return key;
  };
  const keys = async () =>
    (await store.db.selectFrom('settings').select('key').orderBy('key').execute()).map((row) => row.key);

  test('each write gets its own result, committed', async () => {
    const commits = new GroupCommit(store.db);
    const both = [commits.run(contact, insert('a')), commits.run(contact, insert('b'))];
    expect(await Promise.all(both)).toEqual(['a', 'b']);
    expect(await keys()).toEqual(['a', 'b']);
  });

  test('a bad write fails alone: the others of its group are committed', async () => {
    const commits = new GroupCommit(store.db);
    const group = await Promise.allSettled(['a', 'a', 'b'].map((key) => commits.run(contact, insert(key))));
    expect(group.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await keys()).toEqual(['a', 'b']);
  });

  test('the writes of a group go in the order of their contacts, so that two pumps never wait for each other', async () => {
    const commits = new GroupCommit(store.db);
    const written: number[] = [];
    const note = (key: number) =>
      commits.run(key as ContactKey, async () => {
        written.push(key);
      });
    await Promise.all([note(3), note(1), note(2)]);
    expect(written).toEqual([1, 2, 3]);
  });
});
