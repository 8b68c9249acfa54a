import { readHeader } from '../../lib/audience/csvColumns';

describe('a row under a header', () => {
  test('is a contact; an unknown heading makes a custom field, an empty cell nothing', () => {
    const readRow = readHeader(['E-Mail', 'Name', 'Tags', 'First Name', 'Straße', 'Status']);
    expect(readRow(['a@b.cd', ' Ana ', 'VIP; Beans;', 'Ana', '', 'Hard Bounce'])).toEqual({
      contact: {
        email: 'a@b.cd',
        name: 'Ana',
        labels: ['VIP', 'Beans'],
        fields: { first_name: 'Ana' },
        status: 'hard_bounce',
      },
    });
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
    'may have a column called %s',
    (heading) => {
      const read = readHeader(['email', heading])(['a@b.cd', 'x']);
      expect(read).toMatchObject({ contact: { email: 'a@b.cd' } });
      const { fields } = (read as { contact: { fields: object } }).contact;
      expect(Object.values(fields)).toEqual(['x']);
    },
  );

  test('may have fewer cells than it, but not more', () => {
    const readRow = readHeader(['email', 'name', 'city']);
    expect(readRow(['a@b.cd'])).toEqual({ contact: { email: 'a@b.cd' } });
    for (const cells of [
      ['a@b.cd', 'Lima', ' Ana', 'Porto'],
      ['a@b.cd', 'Lima', ' Ana', ''],
    ]) {
      expect(readRow(cells)).toEqual({
        reason: expect.stringContaining("4 cells are more than the header's 3"),
      });
    }
  });

  test('needs an email', () => {
    const readRow = readHeader(['name', 'email']);
    for (const cells of [['Ana'], ['Ana', ' ']]) {
      expect(readRow(cells)).toEqual({ reason: 'the email is missing' });
    }
  });
});

test.each([
  ['no email', ['name'], 'no email column'],
  ['the same column twice', ['email', 'First Name', 'first_name'], 'two columns for first_name'],
  ['two names for the email', ['email', 'E-mail'], 'two columns for email'],
  ['a heading without a letter', ['email', '2024'], 'Column 2 is called "2024"'],
])('a header with %s is refused', (_, headings, sentence) => {
  expect(() => readHeader(headings)).toThrow(
    expect.objectContaining({ code: 'CSV_INVALID', message: expect.stringContaining(sentence) }),
  );
});
