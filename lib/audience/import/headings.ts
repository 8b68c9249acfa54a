import { fieldTagSchema, MailtargetError, RESERVED_TAGS } from '../../model';

const SYSTEM_COLUMNS: ReadonlySet<string> = new Set([
  'email',
  'name',
  'status',
  'labels',
  'source',
  'subscribed_at',
  'funnel_status',
  'time_zone',
]);
/** What other programs call them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['email_address', 'email'],
  ['e_mail', 'email'],
  ['label', 'labels'],
  ['tags', 'labels'],
  ['timezone', 'time_zone'],
]);

export interface HeadingOptions {
  /** Heading to target; null leaves the column out. */
  mapping: Readonly<Record<string, string | null>>;
}

/** What each column is: a system column, the tag of a custom field, or null where it is left out. */
export type Targets = readonly (string | null)[];

export const isField = (target: string): boolean => !SYSTEM_COLUMNS.has(target);

/**
 * What the columns of contacts are, from the header row. Anything that is no system column is a custom field, its tag made from
 * the heading: "First Name" is `first_name`.
 * @throws MailtargetError CSV_INVALID without an email column, with two columns for the same, with a heading that gives no tag, or
 *         with a mapping of what is not there
 */
export function readHeadings(headings: readonly string[], { mapping }: HeadingOptions): Targets {
  const given = new Map(Object.entries(mapping).map(([heading, target]) => [heading.trim(), target]));
  const names = new Set(headings.map((heading) => heading.trim()));
  for (const heading of given.keys()) {
    if (names.has(heading)) continue;
    throw invalid(`The file has no column "${shown(heading)}". ${columnsOf(headings)}`);
  }
  const tags = headings.map(toTag);
  const ownNames = new Set(tags);
  const targets = headings.map((heading, index) => {
    const target = given.get(heading.trim());
    if (target !== undefined) return target === null ? null : checkTarget(target.trim(), heading);
    const tag = tags[index]!;
    const alias = ALIASES.get(tag);
    // A column that is called so itself comes first.
    const name = alias !== undefined && !ownNames.has(alias) ? alias : tag;
    return checkTarget(name, heading, `Column ${index + 1} is called "${shown(heading)}".`);
  });
  const twice = findTwice(targets);
  if (twice !== undefined) {
    throw invalid(
      `The file has two columns for ${twice}. Rename one, or leave it out. ${columnsOf(headings)}`,
    );
  }
  if (!targets.includes('email')) {
    throw invalid(
      `The file has no email column. Its first line must name the columns, one of them "email". ${columnsOf(headings)}`,
    );
  }
  return targets;
}

function findTwice(targets: Targets): string | undefined {
  const seen = new Set<string>();
  for (const target of targets) {
    if (target === null) continue;
    if (seen.has(target)) return target;
    seen.add(target);
  }
  return undefined;
}

function checkTarget(target: string, heading: string, found?: string): string {
  if (SYSTEM_COLUMNS.has(target)) return target;
  const what = found ?? `"${shown(heading)}" is mapped to "${shown(target)}".`;
  if (RESERVED_TAGS.has(target)) {
    throw invalid(
      `${what} No custom field may be called so: map the column to another tag, or leave it out.`,
    );
  }
  if (fieldTagSchema.safeParse(target).success) return target;
  throw invalid(
    found
      ? `${what} Give it a name that begins with a letter.`
      : `${what} Map it to ${[...SYSTEM_COLUMNS].join(', ')} or to a tag such as first_name.`,
  );
}

export function toTag(heading: string): string {
  return heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

const MAX_SHOWN = 30;
const columnsOf = (headings: readonly string[]): string => {
  const more = headings.length > MAX_SHOWN ? ' and others' : '';
  return `Its columns are: ${headings.slice(0, MAX_SHOWN).map(shown).join(', ')}${more}.`;
};

const shown = (heading: string) => heading.slice(0, 50);

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);
