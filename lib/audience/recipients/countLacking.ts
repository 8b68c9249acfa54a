import { sql } from 'kysely';
import type { Audience } from './audience';
import { audienceQuery } from './audienceQuery';
import { valueOf } from './contactValues';
import { type Reader, slicesOf } from '../slices';

export interface RequiredVariable {
  name: string;
  /**
   * What the campaign has for those who have no such field: nothing, or a default; `emptied` hides whatever a contact has.
   */
  campaignHas: 'nothing' | 'default' | 'emptied';
}

/** How many contacts of the audience lack each of these variables; empty text is no value. */
export async function countLacking(
  store: Reader,
  audience: Audience,
  required: readonly RequiredVariable[],
): Promise<number[]> {
  if (required.length === 0) return [];
  const counts = required.map((variable, index) =>
    sql<number | null>`sum(case when ${lacks(store, variable)} then 1 else 0 end)`.as(`lacking_${index}`),
  );
  const lacking = required.map(() => 0);
  for await (const slice of slicesOf(store)) {
    const row = (await audienceQuery(store, audience, slice)
      .select(counts)
      .executeTakeFirstOrThrow()) as Record<string, number | null>;
    for (const index of lacking.keys()) lacking[index]! += row[`lacking_${index}`] ?? 0;
  }
  return lacking;
}

function lacks(store: Reader, { name, campaignHas }: RequiredVariable) {
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
