import { type ContactInput, fieldTagSchema, MailtargetError } from '../model';

/** One column's part of a contact; an empty cell has none. */
type Column = (cell: string) => Partial<ContactInput>;

const SYSTEM_COLUMNS: Readonly<Record<string, Column>> = {
  email: (cell) => ({ email: cell }),
  name: (cell) => ({ name: cell }),
  status: (cell) => ({
    status: cell.toLowerCase().replaceAll(/[\s-]+/g, '_') as ContactInput['status'] & string,
  }),
  labels: (cell) => ({
    labels: cell
      .split(';')
      .map((name) => name.trim())
      .filter((name) => name.length > 0),
  }),
};
const ALIASES: Readonly<Record<string, string>> = {
  email_address: 'email',
  e_mail: 'email',
  label: 'labels',
  tags: 'labels',
};

/**
 * What each column of the file means, from its header row. Anything that is not a system column is a custom field,
 * its tag made from the heading: "First Name" is `first_name`.
 * @returns how a row of cells becomes a contact (not validated yet)
 * @throws MailtargetError CSV_INVALID without an email column, with one twice, or with a heading that gives no tag
 */
export function readHeader(headings: readonly string[]): (cells: readonly string[]) => Partial<ContactInput> {
  const seen = new Set<string>();
  const columns = headings.map((heading, index) => {
    const tag = toTag(heading);
    const name = ALIASES[tag] ?? tag;
    if (seen.has(name)) throw invalid(`The file has two columns for ${name}. Rename or remove one.`);
    seen.add(name);
    if (!(name in SYSTEM_COLUMNS) && !fieldTagSchema.safeParse(name).success) {
      throw invalid(
        `Column ${index + 1} is called "${heading.slice(0, 50)}". Give it a name that begins with a letter.`,
      );
    }
    return SYSTEM_COLUMNS[name] ?? ((cell: string): Partial<ContactInput> => ({ fields: { [name]: cell } }));
  });
  if (!seen.has('email')) {
    throw invalid('The file has no email column. Its first line must name the columns, one of them "email".');
  }
  return (cells) => {
    const contact: Partial<ContactInput> = {};
    for (const [index, column] of columns.entries()) {
      const cell = cells[index]?.trim();
      if (!cell) continue;
      const { fields, ...system } = column(cell);
      Object.assign(contact, system);
      if (fields) contact.fields = { ...contact.fields, ...fields };
    }
    return contact;
  };
}

function toTag(heading: string): string {
  return heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);
