import { type ContactInput, fieldTagSchema, MailtargetError } from '../model';

/** One column's part of a contact; an empty cell has none. */
type Column = (cell: string) => Partial<ContactInput>;

const SYSTEM_COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['email', (email) => ({ email })],
  ['name', (name) => ({ name })],
  [
    'status',
    (cell) => ({ status: cell.toLowerCase().replaceAll(/[\s-]+/g, '_') as ContactInput['status'] & string }),
  ],
  [
    'labels',
    (cell) => ({
      labels: cell
        .split(';')
        .map((name) => name.trim())
        .filter((name) => name.length > 0),
    }),
  ],
]);
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['email_address', 'email'],
  ['e_mail', 'email'],
  ['label', 'labels'],
  ['tags', 'labels'],
]);

/** A contact that is not validated yet, or why the row is refused. */
export type ReadRow = (cells: readonly string[]) => { contact: Partial<ContactInput> } | { reason: string };

/**
 * What each column of the file means, from its header row. Anything that is not a system column is a custom field,
 * its tag made from the heading: "First Name" is `first_name`.
 * @throws MailtargetError CSV_INVALID without an email column, with one twice, or with a heading that gives no tag
 */
export function readHeader(headings: readonly string[]): ReadRow {
  const seen = new Set<string>();
  const columns = headings.map((heading, index): Column => {
    const tag = toTag(heading);
    const name = ALIASES.get(tag) ?? tag;
    if (seen.has(name)) throw invalid(`The file has two columns for ${name}. Rename or remove one.`);
    seen.add(name);
    const system = SYSTEM_COLUMNS.get(name);
    if (system) return system;
    if (!fieldTagSchema.safeParse(name).success) {
      throw invalid(
        `Column ${index + 1} is called "${heading.slice(0, 50)}". Give it a name that begins with a letter.`,
      );
    }
    return (cell) => ({ fields: { [name]: cell } });
  });
  if (!seen.has('email')) {
    throw invalid('The file has no email column. Its first line must name the columns, one of them "email".');
  }
  return (cells) => {
    if (cells.length > columns.length) return { reason: tooManyCells(cells.length, columns.length) };
    const contact: Partial<ContactInput> = {};
    for (const [index, column] of columns.entries()) {
      const cell = cells[index]?.trim();
      if (!cell) continue;
      const { fields, ...system } = column(cell);
      Object.assign(contact, system);
      if (fields) contact.fields = { ...contact.fields, ...fields };
    }
    return contact.email ? { contact } : { reason: 'the email is missing' };
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

/** Which of them is too many, nobody can know: the columns behind it have shifted. */
const tooManyCells = (cells: number, columns: number) =>
  `${cells} cells are more than the header's ${columns}; put a cell that contains the separator in quotation marks`;

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);
