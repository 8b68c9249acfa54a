import type { Contacts } from '../../../lib/model';
import { audienceOf } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { describeEachStore } from '../../support/stores';

describeEachStore('an import', (open) => {
  const makeContacts = async () => audienceOf(await open()).contacts;
  const emailsOf = async (contacts: Contacts) => (await contacts.list()).data.map(({ email }) => email);

  test('keeps the good rows and reports each bad one with its line and the reason', async () => {
    const contacts = await makeContacts();
    const file = [
      'email,name,status,note',
      'ana@example.com,Ana,active,"a note',
      'of two lines"',
      'ben@example.com,Lima, Ben,,',
      ',Nobody',
      'cleo@example.com,Cleo "C" Lee',
      'not-an-address',
      'dan@example.com,Dan,gone',
      'eve@example.com,Eve,,nul \0 inside',
      'fay@example.com,"Fay',
      'gil@example.com',
    ].join('\r\n');
    const result = await contacts.import(csvBytes(file));
    expect(result).toMatchObject({ rows: 9, created: 2, rejectedCount: 7 });
    expect(result.rejected).toEqual([
      { line: 4, reason: expect.stringContaining("5 cells are more than the header's 4") },
      { line: 5, reason: 'the email is missing' },
      { line: 6, reason: expect.stringContaining('quotation mark stands inside a cell') },
      { line: 7, reason: expect.stringContaining('"not-an-address" is not an email address') },
      { line: 8, reason: expect.stringContaining('status') },
      { line: 9, reason: expect.stringContaining('NUL') },
      { line: 10, reason: expect.stringContaining('not closed') },
    ]);
    expect(await emailsOf(contacts)).toEqual(['ana@example.com', 'gil@example.com']);
    expect(await contacts.get('ana@example.com')).toMatchObject({ fields: { note: 'a note\nof two lines' } });
  });

  test.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ])('reads a file separated by %j (%s), with labels in one cell', async (delimiter) => {
    const contacts = await makeContacts();
    const rows = [
      ['email', 'name', 'labels', 'city'],
      ['ana@example.com', 'Lima, Ana', '"News;VIP"', 'Porto'],
    ];
    const result = await contacts.import(csvBytes(rows.map((row) => row.join(delimiter)).join('\n')));
    expect(result).toMatchObject({ created: 1, rejectedCount: 0 });
    expect(await contacts.get('ana@example.com')).toMatchObject({
      name: 'Lima, Ana',
      labels: [{ name: 'News' }, { name: 'VIP' }],
      fields: { city: 'Porto' },
    });
  });

  test.each([
    ['', /is empty/],
    ['email,"name\nana@example.com,Ana', /header row, line 1, cannot be read: a quotation mark/],
    [Buffer.from('email,name\nrene@example.com,Ren\xe9', 'latin1'), /not in UTF-8/],
  ])('of a file that cannot be read changes nothing (%#)', async (file, sentence) => {
    const contacts = await makeContacts();
    await expect(contacts.import(csvBytes(file))).rejects.toMatchObject({
      code: 'CSV_INVALID',
      message: expect.stringMatching(sentence),
    });
    expect(await emailsOf(contacts)).toEqual([]);
  });
});
