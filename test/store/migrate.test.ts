import { openStore } from '../../lib/store';
import { MIGRATIONS } from '../../lib/store/migrations';
import { describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { type Program, startProgram } from '../support/programs';

const allVersions = MIGRATIONS.map((_, index) => ({ version: index + 1 }));

describeEachDatabase('migrations', (fresh) => {
  test('are applied once, in order, and never again', async () => {
    const database = await fresh();
    const clock = new ManualClock('2026-03-01T00:00:00Z');
    await (await openStore(database, clock)).close();
    await clock.advanceBy(1000);
    const store = await openStore(database, clock);
    const rows = await store.db.selectFrom('migrations').selectAll().orderBy('version').execute();
    await store.close();
    const applied_at = Date.parse('2026-03-01T00:00:00Z');
    expect(rows).toEqual(allVersions.map((row) => ({ ...row, applied_at })));
  });

  describe('in several processes', () => {
    let openers: Program[] = [];
    afterEach(() => Promise.all(openers.map((opener) => opener.end())));

    test('are applied once when all open an empty database at the same time', async () => {
      const database = await fresh();
      openers = [1, 2, 3].map(() => startProgram('opener', JSON.stringify(database)));
      const all = (message: string) => Promise.all(openers.map((opener) => opener.ask(message)));
      await all('ready?');
      expect(await all('open')).toEqual([allVersions, allVersions, allVersions]);
    });
  });

  test('a store that a newer version wrote is refused, and left as it is', async () => {
    const database = await fresh();
    const newer = MIGRATIONS.length + 1;
    const store = await openStore(database);
    await store.db.insertInto('migrations').values({ version: newer, applied_at: 0 }).execute();
    await expect(openStore(database)).rejects.toMatchObject({
      code: 'STORE_TOO_NEW',
      message: expect.stringContaining('Update the package.'),
    });
    const { rows } = await store.db
      .selectFrom('migrations')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    await store.close();
    expect(rows).toBe(newer);
  });
});
