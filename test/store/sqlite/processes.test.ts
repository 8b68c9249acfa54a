import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../../lib/store';
import { type Program, startProgram } from '../../support/programs';

let folder: string;
let store: Store;
let other: Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtarget-test-'));
  store = await openStore({ type: 'sqlite', folder });
  other = startProgram('sqliteShell', join(folder, 'mailtarget.db'));
});
afterAll(async () => {
  await other.end();
  await store.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => store.db.deleteFrom('labels').execute());

const addLabel = (name: string) => store.db.insertInto('labels').values({ name }).execute();
const othersInsert = "insert into labels (name) values ('theirs')";
const labels = async () =>
  (await store.db.selectFrom('labels').select('name').orderBy('name').execute()).map((row) => row.name);

test("another process's transaction delays a write, but neither fails it nor blocks this thread", async () => {
  expect(await other.ask('begin immediate')).toBe('done');
  expect(await other.ask(othersInsert)).toBe('done');
  let written = false;
  const writing = addLabel('ours').then(() => (written = true));
  const inTransaction = store.db
    .transaction()
    .execute((tx) => tx.insertInto('labels').values({ name: 'tx' }).execute());

  const begun = performance.now();
  for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(await labels()).toEqual([]);
  expect(written).toBe(false);

  expect(await other.ask('commit')).toBe('done');
  await Promise.all([writing, inTransaction]);
  expect(await labels()).toEqual(['ours', 'theirs', 'tx']);
});

test('a transaction that reads first and then writes keeps other processes out meanwhile, and succeeds', async () => {
  await store.db.transaction().execute(async (tx) => {
    expect(await tx.selectFrom('labels').selectAll().execute()).toEqual([]);
    expect(await other.ask(othersInsert)).toBe('database is locked');
    await tx.insertInto('labels').values({ name: 'ours' }).execute();
  });
  expect(await other.ask(othersInsert)).toBe('done');
  expect(await labels()).toEqual(['ours', 'theirs']);
});

test('what another process wrote is read at once', async () => {
  expect(await labels()).toEqual([]);
  expect(await other.ask(othersInsert)).toBe('done');
  expect(await labels()).toEqual(['theirs']);
});
