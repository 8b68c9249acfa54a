import type { Contacts } from '../../../lib/audience';
import { openStore, type Store } from '../../../lib/store';
import { audienceOf, defineFields } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { describeEachDatabase } from '../../support/databases';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const tags = numbers(20).map((n) => `field_${n}`);

describeEachDatabase('two at the same time', (fresh) => {
  let stores: Store[];
  let one: Contacts;
  let other: Contacts;

  beforeEach(async () => {
    const database = await fresh();
    stores = [await openStore(database), await openStore(database)];
    const [first, second] = stores.map((store) => audienceOf(store));
    one = first!.contacts;
    other = second!.contacts;
    await defineFields(first!, { from_one: 'number', from_other: 'number' });
    await defineFields(first!, Object.fromEntries(tags.map((tag) => [tag, 'number' as const])));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  test('who add the same contact lose nothing of each other, least of all that it left', async () => {
    for (const n of numbers(20)) {
      const email = `c${n}@example.com`;
      await Promise.all([
        one.upsert({ email, status: 'unsubscribed', fields: { from_one: 1 }, labels: ['one'] }),
        other.upsert({ email, status: 'active', fields: { from_other: 2 }, labels: ['other'] }),
      ]);
      expect(await one.get(email)).toMatchObject({
        status: 'unsubscribed',
        fields: { from_one: 1, from_other: 2 },
        labels: [{ name: 'one' }, { name: 'other' }],
      });
    }
  });

  test('who change the same contact lose nothing of each other', async () => {
    await one.upsert({ email: 'ana@example.com' });
    await Promise.all(
      tags.map((tag, n) => (n % 2 ? one : other).upsert({ email: 'ana@example.com', fields: { [tag]: n } })),
    );
    expect(Object.keys((await one.get('ana@example.com')).fields)).toEqual([...tags].sort());
  });

  test('who import the same people, in opposite order, both finish', async () => {
    const rows = numbers(3000).map((n) => `c${n}@example.com,label ${n % 100};all,${n}`);
    const file = (order: string[]) => csvBytes(['email,labels,score', ...order].join('\n'));
    const results = await Promise.all([one.import(file(rows)), other.import(file(rows.toReversed()))]);
    expect(results[0].created + results[1].created).toBe(3000);
    expect(await one.list({ perPage: 1 })).toMatchObject({
      data: [{ labels: [{}, {}] }],
      meta: { total: 3000 },
    });
  });

  test('of whom one deletes what the other imports both finish', async () => {
    const emails = numbers(100).map((n) => `c${n}@example.com`);
    const file = () => csvBytes(['email,labels', ...emails.map((email) => `${email},news`)].join('\n'));
    await one.import(file());
    const deleting = Promise.all(emails.map((email) => other.delete(email)));
    for (let round = 0; round < 5; round++) await one.import(file());
    await deleting;
    expect(await one.import(file())).toMatchObject({ rows: 100, rejectedCount: 0 });
    expect((await one.list()).meta.total).toBe(100);
  });
});
