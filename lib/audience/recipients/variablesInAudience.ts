import { sql } from 'kysely';
import type { Audience } from './audience';
import { audienceQuery } from './audienceQuery';
import { hasValue } from './contactValues';
import { type Reader, type Slice, slicesOf } from '../slices';

/** Nearly always they have what anybody has. SQLite looks at them in 20 ms, or in 0.2 s where each has a hundred fields. */
const SAMPLE = 5000;
/** A look in vain at a million contacts takes some 0.2 s for each variable. */
const PATIENCE_MS = 500;

/**
 * Which of these variables some contact of the audience has a value for: a sample of it is looked at, and the whole of it
 * for what the sample lacks. What time does not allow to find out counts as known.
 */
export async function variablesInAudience(
  store: Reader,
  audience: Audience,
  names: readonly string[],
  patienceMs = PATIENCE_MS,
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const end = performance.now() + patienceMs;
  const known = await variablesInSample(store, audience, end);
  for (const name of names) {
    if (!known.has(name) && (await mayHave(store, audience, name, end))) known.add(name);
  }
  return new Set(names.filter((name) => known.has(name)));
}

/** The fields of some of the first contacts that a campaign reaches. */
async function variablesInSample(store: Reader, audience: Audience, end: number): Promise<Set<string>> {
  for await (const slice of slicesOf(store)) {
    const names = await variablesWithin(store, audience, slice);
    if (names.size > 0 || performance.now() > end) return names;
  }
  return new Set();
}

async function variablesWithin(store: Reader, audience: Audience, slice: Slice): Promise<Set<string>> {
  const { db, dialect } = store;
  const sample = audienceQuery(store, audience, slice).select('contacts.fields').limit(SAMPLE).as('sample');
  const fields =
    dialect === 'sqlite'
      ? sql<{ key: string; value: string }>`json_each(sample.fields)`
      : sql<{ key: string; value: string }>`jsonb_each_text(sample.fields::jsonb)`;
  const rows = await db
    .selectFrom([sample, fields.as<'field'>(sql`field`)])
    .select('field.key')
    .distinct()
    .where('field.value', '<>', '')
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** False when nobody of the audience has a value; true when somebody has, or when it takes too long to tell. */
async function mayHave(store: Reader, audience: Audience, name: string, end: number): Promise<boolean> {
  for await (const slice of slicesOf(store)) {
    if (performance.now() > end) return true;
    const somebody = await audienceQuery(store, audience, slice)
      .select('contacts.id')
      .where(hasValue(store, name))
      .limit(1)
      .executeTakeFirst();
    if (somebody) return true;
  }
  return false;
}
