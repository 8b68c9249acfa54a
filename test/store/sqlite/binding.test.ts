import { sql } from 'kysely';
import { bindValue } from '../../../lib/store/sqlite/binding';
import { describeEachStore } from '../../support/stores';

test('plain values are bound as they are, a boolean as a number', () => {
  const bytes = new Uint8Array([1, 2]);
  expect(['text', 7, 7n, null, bytes, true, false].map(bindValue)).toEqual([
    'text',
    7,
    7n,
    null,
    bytes,
    1,
    0,
  ]);
});

test.each([
  ['a Date', new Date(0), 'a Date'],
  ['an object', { name: 'x' }, 'object'],
  ['a list', [1], 'object'],
  ['undefined', undefined, 'undefined'],
  ['a function', () => 1, 'function'],
])('%s is refused', (_, value, name) => {
  expect(() => bindValue(value)).toThrow(`Cannot bind ${name} to an SQLite parameter.`);
});

describeEachStore('queries', (open, type) => {
  // node:sqlite takes an object in the first place for named parameters, and would store NULL.
  if (type === 'sqlite')
    test('refuse a Date in the first place instead of storing NULL', async () => {
      const { db } = await open();
      const values = { key: new Date(0) as never, value: '1' };
      await expect(db.insertInto('settings').values(values).execute()).rejects.toThrow('Cannot bind a Date');
      expect(await db.selectFrom('settings').selectAll().execute()).toEqual([]);
    });

  test('give integers beyond 2^31 and counts back as numbers', async () => {
    const { db } = await open();
    const instant = Date.parse('2100-01-01T00:00:00Z');
    await db
      .insertInto('suppressions')
      .values({ email: 'a@b.c', reason: 'manual', created_at: instant })
      .execute();
    const { rows } = await sql`select created_at, (select count(*) from suppressions) as count
      from suppressions where created_at = ${instant}`.execute(db);
    expect(rows).toEqual([{ created_at: instant, count: 1 }]);
  });
});
