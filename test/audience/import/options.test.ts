import { audienceOf, defineFields, erasureKey } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { ManualClock } from '../../support/manualClock';
import { describeEachStore } from '../../support/stores';
import { erasureHash } from '../../../lib/audience';

describeEachStore('the options of an import', (open) => {
  async function makeBook() {
    const store = await open();
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    return { store, ...audienceOf(store, clock) };
  }

  test('a mapping and a delimiter name the columns', async () => {
    const { contacts } = await makeBook();
    const file = 'Mail|Vorname|Intern\nana@example.com|Ana, Ana|x\n';
    const options = {
      mapping: { Mail: 'email', Vorname: 'first_name', Intern: null },
      delimiter: '|' as const,
    };
    expect(await contacts.import(csvBytes(file), options)).toMatchObject({
      created: 1,
      newFields: ['first_name'],
    });
    expect(await contacts.get('ana@example.com')).toMatchObject({ fields: { first_name: 'Ana, Ana' } });
  });

  test('status and source are those of contacts that are new and have none in the file; labels are everybody’s', async () => {
    const { contacts } = await makeBook();
    await contacts.upsert({ email: 'old@b.cd', source: 'Shop' });
    const file = 'email,status,source,labels\nold@b.cd,,,\nnew@b.cd,,,A;B\nown@b.cd,Unsubscribed,Fair,\n';
    await contacts.import(csvBytes(file), { status: 'pending', source: 'Old list', labels: ['All'] });
    const named = (...names: string[]) => names.map((name) => expect.objectContaining({ name }));
    expect((await contacts.list()).data).toEqual([
      expect.objectContaining({ email: 'old@b.cd', status: 'active', source: 'Shop', labels: named('All') }),
      expect.objectContaining({ status: 'pending', source: 'Old list', labels: named('A', 'All', 'B') }),
      expect.objectContaining({ status: 'unsubscribed', source: 'Fair', labels: named('All') }),
    ]);
  });

  test('existing: keep leaves contacts that exist as they are, labels too', async () => {
    const { contacts } = await makeBook();
    await contacts.upsert({ email: 'old@b.cd', name: 'Old' });
    const file = 'email,name\nold@b.cd,Changed\nnew@b.cd,New\n';
    const result = await contacts.import(csvBytes(file), { existing: 'keep', labels: ['L'] });
    expect(result).toMatchObject({ rows: 2, created: 1, updated: 0, unchanged: 1 });
    expect((await contacts.list()).data).toMatchObject([
      { name: 'Old', labels: [] },
      { name: 'New', labels: [{ name: 'L' }] },
    ]);
  });

  test('without createFields a column that is no field is refused, before anything is written', async () => {
    const { contacts, fields } = await makeBook();
    await defineFields({ fields }, { city: 'text' });
    const file = 'email,city,citi\na@b.cd,Leeds,Leeds\n';
    await expect(contacts.import(csvBytes(file), { createFields: false })).rejects.toMatchObject({
      code: 'FIELD_NOT_FOUND',
      message: expect.stringContaining('Did you mean "city"?'),
    });
    expect((await contacts.list()).data).toEqual([]);
  });

  test('fields keep their types', async () => {
    const { contacts, fields } = await makeBook();
    await defineFields({ fields }, { age: 'number', born: 'date', vip: 'boolean' });
    const file = 'email,age,born,vip\na@b.cd,"12.50",2026-01-31,Yes\nb@b.cd,"1,5",,\nc@b.cd,,31.1.2026,\n';
    expect(await contacts.import(csvBytes(file))).toMatchObject({
      newFields: [],
      rejected: [
        { line: 3, reason: 'The field "age" takes a number, such as 12.5; "1,5" is not one.' },
        { line: 4, reason: expect.stringContaining('takes a date') },
      ],
    });
    expect((await contacts.get('a@b.cd')).fields).toEqual({ age: 12.5, born: '2026-01-31', vip: true });
  });

  test('a dry run reports what would happen and writes nothing', async () => {
    const { contacts, fields, labels } = await makeBook();
    await contacts.upsert({ email: 'old@b.cd' });
    const before = await contacts.list();
    const file = 'email,name,labels,city\nold@b.cd,Old,L,\nnew@b.cd,New,L,Leeds\nbad,,,\n';
    expect(await contacts.import(csvBytes(file), { dryRun: true })).toMatchObject({
      rows: 3,
      created: 1,
      updated: 1,
      rejectedCount: 1,
      newFields: ['city'],
      dryRun: true,
    });
    expect(await contacts.list()).toEqual(before);
    expect((await labels.list()).data).toEqual([]);
    expect((await fields.list()).data).toEqual([]);
  });

  test('whoever was erased is refused', async () => {
    const { store, contacts } = await makeBook();
    const hash = erasureHash(erasureKey, 'gone@b.cd');
    await store.db.insertInto('erasures').values({ hash, created_at: 1 }).execute();
    const result = await contacts.import(csvBytes('email,name\na@b.cd,A\nGone@b.cd,G\nb@b.cd,B\n'));
    expect(result).toMatchObject({
      rows: 3,
      created: 2,
      rejected: [{ line: 3, reason: expect.stringContaining('gone@b.cd was erased at their request') }],
      rejectedCsv: expect.stringMatching(/^email,name,line,reason\nGone@b\.cd,G,3,"gone@b\.cd was erased/),
    });
    expect((await contacts.list()).data).toHaveLength(2);
  });

  test('the rejected rows are a file to mend and import again', async () => {
    const { contacts } = await makeBook();
    const file = 'email;note\nana;"a ""note""; of\ntwo lines"\n=x;y\nok@b.cd;\nb@b.cd;1;2\nc"d;\n';
    const { rejectedCsv } = await contacts.import(csvBytes(file));
    expect(rejectedCsv).toBe(
      [
        'email;note;line;reason',
        'ana;"a ""note""; of\ntwo lines";2;"email: ""ana"" is not an email address. Write it like name@example.com."',
        `'=x;y;4;"email: ""=x"" is not an email address. Write it like name@example.com."`,
        `"b@b.cd;1;2";;6;"3 cells are more than the header's 2; put a cell that contains the separator in quotation marks"`,
        '"c""d;";;7;"a quotation mark stands inside a cell; put the whole cell in quotation marks and write the one inside twice"',
        '',
      ].join('\n'),
    );
    const mended = rejectedCsv!.replace('ana;', 'ana@b.cd;');
    expect(await contacts.import(csvBytes(mended))).toMatchObject({ rows: 4, created: 1, rejectedCount: 3 });
    expect(await contacts.get('ana@b.cd')).toMatchObject({ fields: { note: 'a "note"; of\ntwo lines' } });
  });

  test('a reason that begins with what a stranger wrote is no formula in the file of rejected rows', async () => {
    const { store, contacts } = await makeBook();
    const hash = erasureHash(erasureKey, '=1+1@b.cd');
    await store.db.insertInto('erasures').values({ hash, created_at: 1 }).execute();
    const { rejectedCsv } = await contacts.import(csvBytes('email\n=1+1@b.cd\n'));
    expect(rejectedCsv).toMatch(/\n'=1\+1@b\.cd,2,"?'=1\+1@b\.cd was erased/);
  });

  test('a file in Windows-1252 is read as such when it is called so', async () => {
    const { contacts } = await makeBook();
    const file = Buffer.from('email,name\nr@b.cd,Ren\xe9\n', 'latin1');
    await contacts.import(csvBytes(file), { encoding: 'windows-1252' });
    expect(await contacts.get('r@b.cd')).toMatchObject({ name: 'René' });
  });
});
