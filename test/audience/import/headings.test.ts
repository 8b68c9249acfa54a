import { isField, readHeadings } from '../../../lib/audience/import/headings';
import { contactReader } from '../../../lib/audience/import/readContact';

function readHeader(headings: string[]) {
  const targets = readHeadings(headings, { mapping: {} });
  const tags = targets.filter((target) => target !== null && isField(target)) as string[];
  return contactReader(targets, new Map(tags.map((tag) => [tag, 'text'])));
}

describe('a row under a header', () => {
  test('is a contact; an unknown heading makes a custom field, an empty cell nothing', () => {
    const readRow = readHeader(['E-Mail', 'Name', 'Tags', 'First Name', 'Straße', 'Status']);
    expect(readRow(['A@b.cd', 'Ana', 'VIP; Beans;', 'Ana', '', 'Hard Bounce'])).toEqual({
      email: 'a@b.cd',
      name: 'Ana',
      labels: ['VIP', 'Beans'],
      fields: { first_name: 'Ana' },
      status: 'hard_bounce',
    });
  });

  test.each(['toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
    'may have a column called %s',
    (heading) => {
      const read = readHeader(['email', heading])(['a@b.cd', 'x']);
      expect(read).toMatchObject({ email: 'a@b.cd' });
      expect(Object.values((read as { fields: object }).fields)).toEqual(['x']);
    },
  );

  test('needs an email', () => {
    const readRow = readHeader(['name', 'email']);
    for (const cells of [['Ana'], ['Ana', '']]) {
      expect(readRow(cells)).toEqual({ refused: 'the email is missing' });
    }
  });
});

test.each([
  ['no email', ['name'], 'no email column'],
  ['the same column twice', ['email', 'First Name', 'first_name'], 'two columns for first_name'],
  ['two names for the email', ['Email address', 'E-mail'], 'two columns for email'],
  ['what every contact has anyway', ['email', 'ID'], 'Column 2 is called "ID"'],
  ['a heading without a letter', ['email', '2024'], 'Column 2 is called "2024"'],
])('a header with %s is refused', (_, headings, sentence) => {
  expect(() => readHeader(headings)).toThrow(
    expect.objectContaining({ code: 'CSV_INVALID', message: expect.stringContaining(sentence) }),
  );
});

describe('a mapping', () => {
  const headings = ['Mail', 'Vorname', 'Kunde seit', 'Intern'];
  const read = (mapping: Record<string, string | null>) => readHeadings(headings, { mapping });

  test('says what a column is, or leaves it out; the others go by their headings', () => {
    const mapping = { Mail: 'email', 'Kunde seit': 'subscribed_at', Intern: null };
    expect(read(mapping)).toEqual(['email', 'vorname', 'subscribed_at', null]);
  });

  test.each([
    [
      'a column that is not there',
      { Mail: 'email', Ort: 'city' },
      /no column "Ort"\. Its columns are: Mail, Vorname, Kunde seit, Intern\./,
    ],
    ['two columns to the same', { Mail: 'email', Intern: 'vorname' }, /two columns for vorname/],
    [
      'what is no tag',
      { Mail: 'email', Intern: 'Für uns' },
      /"Intern" is mapped to "Für uns"\. Map it to email, name/,
    ],
    ['what nobody may write', { Mail: 'email', Intern: 'created_at' }, /No custom field may be called so/],
  ])('of %s is refused', (_, mapping, sentence) => {
    expect(() => read(mapping)).toThrow(
      expect.objectContaining({ code: 'CSV_INVALID', message: expect.stringMatching(sentence) }),
    );
  });

  test('finds a heading that has spaces around it, in quotation marks', () => {
    expect(readHeadings(['email', ' Ort '], { mapping: { Ort: 'city' } })).toEqual(['email', 'city']);
  });

  test('is found soon among a hundred thousand columns', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => `c${n}`);
    expect(readHeadings(['email', ...many], { mapping: {} })).toHaveLength(100_001);
    expect(() => readHeadings(['email', ...many, 'c7'], { mapping: {} })).toThrow('two columns for c7');
  });

  test('an alias gives way to a column that is called so itself', () => {
    expect(readHeadings(['email', 'labels', 'Tags'], { mapping: {} })).toEqual(['email', 'labels', 'tags']);
  });
});
