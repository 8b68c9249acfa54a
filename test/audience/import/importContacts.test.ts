import { ManualClock } from '../../support/manualClock';
import { audienceOf, defineFields } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { describeEachStore } from '../../support/stores';

describeEachStore('importing a CSV', (open) => {
  async function makeBook() {
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    return { clock, ...audienceOf(await open(), clock) };
  }

  test('maps the header to email, name, status, labels and custom fields', async () => {
    const { contacts } = await makeBook();
    const file =
      'First Name,Email Address,Name,Tags,Status,Prénom 2\n' +
      'Ana,Ana@Example.com,Ana Lima,"News; VIP;;News",Unsubscribed,XL\n';
    await expect(contacts.import(csvBytes(file))).resolves.toEqual({
      rows: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejectedCount: 0,
      rejected: [],
      rejectedCsv: null,
      newFields: ['first_name', 'prenom_2'],
      dryRun: false,
    });
    expect(await contacts.get('ana@example.com')).toMatchObject({
      name: 'Ana Lima',
      status: 'unsubscribed',
      labels: [{ name: 'News' }, { name: 'VIP' }],
      fields: { first_name: 'Ana', prenom_2: 'XL' },
    });
  });

  test.each([
    ['with a byte order mark', '\uFEFFemail,name\na@b.cd,Ana\ne@f.gh,Eve\n'],
    ['with CRLF', 'email,name\r\na@b.cd,Ana\r\ne@f.gh,Eve\r\n'],
    ['with CR', 'email,name\ra@b.cd,Ana\re@f.gh,Eve'],
    ['with blank lines', '\n  \nemail,name\n\na@b.cd,Ana\n\n \ne@f.gh,Eve\n\n'],
    ['with every cell quoted', '"email","name"\n"a@b.cd","Ana"\n"e@f.gh","Eve"'],
    ['with white space around cells', ' email , name \n a@b.cd , Ana \n\te@f.gh\t, Eve '],
  ])('reads a file %s', async (_, file) => {
    const { contacts } = await makeBook();
    expect(await contacts.import(csvBytes(file))).toMatchObject({ rows: 2, created: 2, rejectedCount: 0 });
    expect((await contacts.list()).data).toMatchObject([
      { email: 'a@b.cd', name: 'Ana' },
      { email: 'e@f.gh', name: 'Eve' },
    ]);
  });

  test('reads a file that arrives byte by byte, within characters', async () => {
    const { contacts } = await makeBook();
    const file = 'email,name,note\n"ελένη@example.com","Ελένη 😀","zwei\r\nZeilen"\n';
    expect(await contacts.import(csvBytes(file, 1))).toMatchObject({ created: 1 });
    expect(await contacts.get('ελένη@example.com')).toMatchObject({
      name: 'Ελένη 😀',
      fields: { note: expect.stringMatching(/^zwei\r?\nZeilen$/) },
    });
  });

  test('a file that has only a header imports nobody', async () => {
    const { contacts } = await makeBook();
    expect(await contacts.import(csvBytes('email,name\n'))).toMatchObject({ rows: 0, created: 0 });
  });

  test('twice changes nothing, not even updatedAt', async () => {
    const { contacts, clock } = await makeBook();
    const file = 'email,name,labels,city\na@b.cd,Ana,News;VIP,Porto\ne@f.gh,,,\n';
    await contacts.import(csvBytes(file));
    const before = await contacts.list();
    await clock.advanceBy(1000);
    expect(await contacts.import(csvBytes(file))).toEqual({
      rows: 2,
      created: 0,
      updated: 0,
      unchanged: 2,
      rejectedCount: 0,
      rejected: [],
      rejectedCsv: null,
      newFields: [],
      dryRun: false,
    });
    expect(await contacts.list()).toEqual(before);
  });

  test('updates who is there, and an empty cell changes nothing', async () => {
    const { contacts, fields } = await makeBook();
    await defineFields({ fields }, { city: 'text', plan: 'text' });
    await contacts.upsert({
      email: 'a@b.cd',
      name: 'Ana',
      fields: { city: 'Porto', plan: 'free' },
      labels: ['Old'],
    });
    const file = 'email,name,city,plan,labels\na@b.cd,,Lisbon,,New\n';
    expect(await contacts.import(csvBytes(file))).toMatchObject({ created: 0, updated: 1 });
    expect(await contacts.get('a@b.cd')).toMatchObject({
      name: 'Ana',
      fields: { city: 'Lisbon', plan: 'free' },
      labels: [{ name: 'New' }, { name: 'Old' }],
    });
  });

  test('brings nobody back who left or whose mailbox is gone', async () => {
    const { contacts } = await makeBook();
    await contacts.upsert({ email: 'left@b.cd', status: 'unsubscribed' });
    await contacts.upsert({ email: 'gone@b.cd', status: 'hard_bounce' });
    await contacts.import(csvBytes('email,status\nleft@b.cd,active\ngone@b.cd,pending\n'));
    expect((await contacts.list()).data).toMatchObject([
      { status: 'unsubscribed' },
      { status: 'hard_bounce' },
    ]);
  });

  test('merges rows for the same address, the later over the earlier', async () => {
    const { contacts } = await makeBook();
    const file = 'email,name,labels,city\na@b.cd,Ana,One,Porto\nA@B.cd,Ana Lima,Two,\n';
    expect(await contacts.import(csvBytes(file))).toMatchObject({ rows: 2, created: 1, updated: 1 });
    expect((await contacts.list()).data).toMatchObject([
      { name: 'Ana Lima', labels: [{ name: 'One' }, { name: 'Two' }], fields: { city: 'Porto' } },
    ]);
  });

  test('keeps what came before the place where the file breaks off', async () => {
    const { contacts } = await makeBook();
    const broken = ReadableStream.from(
      (async function* () {
        yield Buffer.from('email\na@b.cd\n');
        throw new Error('the disk is gone');
      })(),
    );
    await expect(contacts.import(broken)).rejects.toThrow('the disk is gone');
    expect((await contacts.list()).data).toMatchObject([{ email: 'a@b.cd' }]);
  });

  test('takes thousands of rows in several batches, and lists the first thousand of the bad ones', async () => {
    const { contacts } = await makeBook();
    const rows = Array.from({ length: 5000 }, (_, n) => (n % 4 === 0 ? `bad ${n}` : `c${n}@example.com`));
    const result = await contacts.import(csvBytes(['email', ...rows].join('\n')));
    expect(result).toMatchObject({ rows: 5000, created: 3750, rejectedCount: 1250 });
    expect(result.rejected).toHaveLength(1000);
    expect(result.rejected[999]).toEqual({
      line: 2 + 999 * 4,
      reason: expect.stringContaining('"bad 3996"'),
    });
    expect((await contacts.list({ perPage: 1 })).meta.total).toBe(3750);
  });
});
