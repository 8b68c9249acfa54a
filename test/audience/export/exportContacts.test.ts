import { text } from 'node:stream/consumers';
import type { ContactInput } from '../../../lib/model';
import { addMany, audienceOf, defineFields } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { ManualClock } from '../../support/manualClock';
import { seededRandom } from '../../support/random';
import { describeEachStore } from '../../support/stores';

describeEachStore('an export', (open) => {
  async function makeBook() {
    const store = await open();
    return { store, ...audienceOf(store, new ManualClock('2026-01-01T00:00:00Z')) };
  }
  type Book = Awaited<ReturnType<typeof makeBook>>;
  const exported = async ({ contacts }: Pick<Book, 'contacts'>, filter = {}) =>
    text(await contacts.export(filter));

  test('has the columns of the import, then the custom fields by tag', async () => {
    const book = await makeBook();
    await defineFields(book, { vip: 'boolean', age: 'number' });
    await book.contacts.upsert({
      email: 'Ana@Example.com',
      name: 'Lima, Ana',
      source: 'Shop',
      funnelStatus: 'customer',
      timeZone: 'Asia/Jakarta',
      labels: ['VIP', 'a;b'],
      fields: { age: -5, vip: true },
    });
    await book.contacts.upsert({ email: 'ben@example.com', status: 'pending' });
    expect(await exported(book)).toBe(
      [
        'email,name,status,labels,source,subscribed_at,funnel_status,time_zone,age,vip',
        'ana@example.com,"Lima, Ana",active,"VIP;""a;b""",Shop,2026-01-01T00:00:00.000Z,customer,Asia/Jakarta,-5,true',
        'ben@example.com,,pending,,,,,,,',
        '',
      ].join('\n'),
    );
  });

  test('keeps a spreadsheet from running what strangers wrote, but leaves numbers alone', async () => {
    const book = await makeBook();
    await defineFields(book, { note: 'text' });
    for (const [n, note] of ['=1+1', '@x', '-5', '+628123', '+62 812', "'=x", '\tx', '-a'].entries()) {
      await book.contacts.upsert({ email: `c${n}@b.cd`, fields: { note } });
    }
    const notes = (await exported(book)).match(/(?<=,)[^,]*(?=\n)/g)!.slice(1);
    expect(notes).toEqual(["'=1+1", "'@x", '-5', '+628123', "'+62 812", "''=x", "'\tx", "'-a"]);
  });

  test('names columns anew that are older than the rule for their tags, so that it can be imported', async () => {
    const book = await makeBook();
    await defineFields(book, { field_source: 'text' });
    const old = ['source', 'id'].map((tag) => ({ tag, name: tag, type: 'text' as const, created_at: 1 }));
    await book.store.db.insertInto('fields').values(old).execute();
    await book.contacts.upsert({ email: 'a@b.cd', source: 'Shop', fields: { source: 'Fair', id: '7' } });
    const csv = await exported(book);
    expect(csv).toMatch(/,time_zone,field_source,field_id,field_field_source\na@b\.cd,.*,Shop,.*,,7,Fair\n$/);

    const other = await makeBook();
    expect(await other.contacts.import(csvBytes(csv))).toMatchObject({ created: 1, rejectedCount: 0 });
    expect(await other.contacts.get('a@b.cd')).toMatchObject({
      source: 'Shop',
      fields: { field_id: '7', field_field_source: 'Fair' },
    });
  });

  test('goes on while contacts change, with everybody once who was there throughout', async () => {
    const book = await makeBook();
    await addMany(book.store, 5000);
    let csv = '';
    let round = 0;
    for await (const part of await book.contacts.export()) {
      csv += Buffer.from(part).toString();
      await book.contacts.delete(`c${4000 + round}@example.com`);
      await book.contacts.upsert({ email: `c${100 + round}@example.com`, name: 'Changed' });
      await book.contacts.upsert({ email: `new${round++}@example.com` });
    }
    const emails = csv.match(/^c\d+@/gm)!;
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.length).toBeGreaterThanOrEqual(5000 - round);
    expect(csv).toContain('new0@example.com');
  });

  test('has whom the filter is true of, however many there are', async () => {
    const book = await makeBook();
    await addMany(book.store, 5000);
    await book.contacts.label('c4000@example.com', ['L']);
    const [label] = (await book.labels.list()).data;
    expect((await exported(book)).split('\n')).toHaveLength(5002);
    expect(await exported(book, { labelId: label!.id })).toMatch(/^email,.+\nc4000@example.com,.+\n$/);
    await expect(exported(book, { labelId: '99' })).rejects.toMatchObject({ code: 'LABEL_NOT_FOUND' });
  });

  test('is the same after it was imported into an empty store', async () => {
    const random = seededRandom(5);
    const odd = () =>
      random
        .someOf(
          ['a', '"', ',', ';', '\n', '\r', ' ', '\t', 'é', "'", '=', '-', '5', '@', '😀', '\u00a0'],
          0.15,
        )
        .join('');
    const line = () => odd().replaceAll(/[\n\r\t]/g, '');
    const book = await makeBook();
    await defineFields(book, {
      a: 'text',
      b: 'text',
      n: 'number',
      day: 'date',
      yes: 'boolean',
      tags: 'text',
    });
    const inputs = Array.from({ length: 400 }, (_, n): ContactInput => {
      const labels = [line(), line()].map((name) => name.trim()).filter((name) => name.length > 0);
      return {
        email: `c${n}@b.cd`,
        name: line(),
        status: random.oneOf(['active', 'pending', 'unsubscribed', 'hard_bounce']),
        source: `from ${line()}`,
        labels,
        funnelStatus: random.oneOf([null, 'aware', 'promoter']),
        timeZone: random.oneOf([null, 'Europe/Berlin']),
        fields: {
          a: odd(),
          b: random.oneOf(['=x', "'", '  x ', '-1.5', '+1', "'-1", '\r\n', null]),
          n: random.oneOf([0, -1.5, 1e21, null]),
          day: '2026-01-31',
          yes: random.chance(0.5),
          tags: 'x;y',
        },
      };
    });
    expect((await book.contacts.upsertMany(inputs)).rejected).toEqual([]);
    const first = await exported(book);

    const other = await makeBook();
    expect(await other.contacts.import(csvBytes(first))).toMatchObject({ created: 400, rejectedCount: 0 });
    expect(await exported(other)).toBe(first);
  });
});
