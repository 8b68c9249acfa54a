import { type SqlBool, sql } from 'kysely';
import { fieldTagSchema, type Recipients } from '../model';
import type { Store } from '../store';
import { audienceQuery } from './audienceQuery';

/** Each is a column with the whole filter in it, and databases have their limits. */
const NAMES_PER_QUERY = 50;

/**
 * Which of these variables some contact of the audience has a value for. Looks no further than the first who has one, so
 * what it costs is looking in vain: 0.15 s for a million contacts and a variable that nobody has.
 * @returns undefined when the audience is empty: then nothing can be said
 */
export async function variablesInAudience(
  store: Store,
  recipients: Recipients,
  names: readonly string[],
): Promise<Set<string> | undefined> {
  const audience = audienceQuery(store.db, recipients).select(sql`1`.as('one'));
  const known = new Set<string>();
  for (let from = 0; from === 0 || from < names.length; from += NAMES_PER_QUERY) {
    const part = names.slice(from, from + NAMES_PER_QUERY);
    const query = part.reduce(
      (columns, name, index) =>
        columns.select((eb) => eb.exists(audience.where(hasValue(store, name))).as(`has_${index}`)),
      store.db.selectNoFrom((eb) => eb.exists(audience).as('any')),
    );
    const row = (await query.executeTakeFirstOrThrow()) as Record<string, SqlBool>;
    if (!row['any']) return undefined;
    part.filter((_, index) => row[`has_${index}`]).forEach((name) => known.add(name));
  }
  return known;
}

export interface RequiredVariable {
  name: string;
  /** The campaign has a value for those who have no such field. */
  hasDefault: boolean;
}

/** How many contacts of the audience lack each of these variables, in one pass; empty text is no value. */
export async function countLacking(
  store: Store,
  recipients: Recipients,
  required: readonly RequiredVariable[],
): Promise<number[]> {
  if (required.length === 0) return [];
  const counts = required.map(({ name, hasDefault }, index) => {
    const value = valueOf(store, name);
    // An empty field hides the default; a contact without a name leaves the default in place.
    const isEmpty = name === 'name' && hasDefault ? sql`1 = 0` : sql`${value} = ''`;
    const lacks = hasDefault ? isEmpty : sql`(${value} is null or ${value} = '')`;
    return sql<number | null>`sum(case when ${lacks} then 1 else 0 end)`.as(`lacking_${index}`);
  });
  const row = (await audienceQuery(store.db, recipients).select(counts).executeTakeFirstOrThrow()) as Record<
    string,
    number | null
  >;
  return required.map((_, index) => row[`lacking_${index}`] ?? 0);
}

/** Looks into the JSON of those whose text has the tag at all: a million contacts in 0.15 s instead of 1.3. */
function hasValue(store: Store, name: string) {
  const value = sql<SqlBool>`${valueOf(store, name)} <> ''`;
  if (name === 'email' || name === 'name') return value;
  const key = `"${name}":`;
  const isMentioned =
    store.dialect === 'sqlite' ? sql`instr(contacts.fields, ${key})` : sql`strpos(contacts.fields, ${key})`;
  return sql<SqlBool>`(${isMentioned} > 0 and ${value})`;
}

/** A contact's value as text; null where there is none. */
function valueOf({ dialect }: Store, name: string) {
  if (name === 'email' || name === 'name') return sql.ref(`contacts.${name}`);
  // No contact can have a field of another form.
  if (!fieldTagSchema.safeParse(name).success) return sql`null`;
  return dialect === 'sqlite'
    ? sql`json_extract(contacts.fields, ${`$.${name}`})`
    : sql`(contacts.fields::jsonb ->> ${name}::text)`;
}
