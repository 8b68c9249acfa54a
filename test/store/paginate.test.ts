import { contains, paginate, type Db } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const addLabels = (db: Db, names: string[]) =>
  db
    .insertInto('labels')
    .values(names.map((name) => ({ name })))
    .execute();

describeEachStore('a list', (open) => {
  test('comes in pages, with the number of all', async () => {
    const { db } = await open();
    await addLabels(db, ['e', 'c', 'a', 'd', 'b']);
    const pageOf = (page: number) =>
      paginate(
        db.selectFrom('labels'),
        { page, perPage: 2 },
        (rows) => rows.selectAll().orderBy('name'),
        (row) => row.name,
      );
    expect(await pageOf(1)).toEqual({ data: ['a', 'b'], meta: { page: 1, perPage: 2, total: 5 } });
    expect(await pageOf(3)).toEqual({ data: ['e'], meta: { page: 3, perPage: 2, total: 5 } });
    expect(await pageOf(4)).toEqual({ data: [], meta: { page: 4, perPage: 2, total: 5 } });
  });
});

describeEachStore('a search', (open) => {
  let db: Db;
  beforeAll(async () => {
    ({ db } = await open());
    await addLabels(db, [
      '100% cotton',
      '100 pieces',
      'snake_case',
      'snakeXcase',
      'back\\slash',
      "it's",
      'ÉTÉ',
    ]);
  });

  test.each([
    ['matches anywhere in the text', 'ee', []],
    ['matches anywhere in the text', 'ake', ['snakeXcase', 'snake_case']],
    ['ignores case', 'SNAKExCASE', ['snakeXcase']],
    ['takes % for itself', '100%', ['100% cotton']],
    ['takes _ for itself', 'e_c', ['snake_case']],
    ['takes \\ for itself', 'k\\s', ['back\\slash']],
    ['takes a quote for itself', "'s", ["it's"]],
    ['finds letters beyond ASCII as they are written', 'ÉTÉ', ['ÉTÉ']],
  ])('%s: %s', async (_, search, found) => {
    const rows = await db.selectFrom('labels').select('name').where(contains('name', search)).execute();
    expect(rows.map((row) => row.name).sort()).toEqual(found);
  });
});
