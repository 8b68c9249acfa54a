import { sql } from 'kysely';
import type { Recipients } from '../model';
import type { Store } from '../store';
import { audienceQuery } from './audienceQuery';
import { valueOf } from './contactValues';
import { slicesOf } from './slices';

export interface RequiredVariable {
  name: string;
  /**
   * What the campaign has for those who have no such field: nothing, or a default; `emptied` hides whatever a contact has.
   */
  campaignHas: 'nothing' | 'default' | 'emptied';
}

/** Values looked at in one statement; SQLite takes some 50 ms for them. */
const VALUES_PER_SLICE = 200_000;
const LARGEST_SLICE = 20_000;

/** How many contacts of the audience lack each of these variables; empty text is no value. */
export async function countLacking(
  store: Store,
  recipients: Recipients,
  required: readonly RequiredVariable[],
): Promise<number[]> {
  if (required.length === 0) return [];
  const counts = required.map((variable, index) =>
    sql<number | null>`sum(case when ${lacks(store, variable)} then 1 else 0 end)`.as(`lacking_${index}`),
  );
  const lacking = required.map(() => 0);
  const size = Math.min(LARGEST_SLICE, Math.ceil(VALUES_PER_SLICE / required.length));
  for await (const slice of slicesOf(store, size)) {
    const row = (await audienceQuery(store.db, recipients, slice)
      .select(counts)
      .executeTakeFirstOrThrow()) as Record<string, number | null>;
    for (const index of lacking.keys()) lacking[index]! += row[`lacking_${index}`] ?? 0;
  }
  return lacking;
}

function lacks(store: Store, { name, campaignHas }: RequiredVariable) {
  const value = valueOf(store, name);
  switch (campaignHas) {
    case 'emptied':
      return sql`1 = 1`;
    case 'default':
      // An empty field hides the default; a contact without a name leaves the default in place.
      return name === 'name' ? sql`1 = 0` : sql`${value} = ''`;
    case 'nothing':
      return sql`coalesce(${value}, '') = ''`;
  }
}
