import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openStore, type Store } from '../../../lib/store';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtarget-test-'));
  store = await openStore({ type: 'sqlite', folder });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
])('the writer runs with %s = %s', async (pragma, value) => {
  const { rows } = await sql`pragma ${sql.raw(pragma)}`.execute(store.db);
  expect(rows).toEqual([{ [pragma]: value }]);
});

test('a commit that fails is rolled back before the next transaction begins', async () => {
  const failing = store.db.transaction().execute(async (tx) => {
    await sql`pragma defer_foreign_keys = on`.execute(tx);
    await tx
      .insertInto('contact_labels')
      .values({ contact_id: 1, label_id: 1 } as never)
      .execute();
  });
  const next = store.db
    .transaction()
    .execute((tx) => tx.insertInto('labels').values({ name: 'next' }).execute());
  await expect(failing).rejects.toThrow('FOREIGN KEY constraint failed');
  await next;
  expect(await store.db.selectFrom('contact_labels').selectAll().execute()).toEqual([]);
  expect(await store.db.selectFrom('labels').select('name').execute()).toEqual([{ name: 'next' }]);
});

test('a transaction that SQLite ended by itself fails with the reason', async () => {
  const failing = store.db
    .transaction()
    .execute((tx) => sql`insert or rollback into labels (name) values ('twice'), ('twice')`.execute(tx));
  await expect(failing).rejects.toThrow('UNIQUE constraint failed');
  await store.db.insertInto('labels').values({ name: 'after' }).execute();
});

test('an affected row is counted, and a write can return rows', async () => {
  const { db } = store;
  await db
    .insertInto('labels')
    .values([{ name: 'a' }, { name: 'b' }])
    .execute();
  const { numDeletedRows } = await db.deleteFrom('labels').executeTakeFirstOrThrow();
  expect(numDeletedRows).toBe(2n);
  const added = await db.insertInto('labels').values({ name: 'c' }).returning('name').execute();
  expect(added).toEqual([{ name: 'c' }]);
});

test('more different statements than the cache holds still run', async () => {
  for (let n = 0; n < 400; n++) {
    const { rows } = await sql`select ${sql.lit(n)} as n`.execute(store.db);
    expect(rows).toEqual([{ n }]);
  }
});

test('a query cannot be streamed, since an open cursor would hold its snapshot', async () => {
  const streaming = async () => {
    for await (const row of store.db.selectFrom('labels').selectAll().stream()) return row;
  };
  await expect(streaming()).rejects.toThrow('does not stream');
});
