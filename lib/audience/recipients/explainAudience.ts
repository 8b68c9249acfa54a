import { type RawBuilder, sql } from 'kysely';
import { type ContactStatus, type LeftOut, type RecipientCount, toId } from '../../model';
import type { Audience } from './audience';
import {
  audienceQuery,
  contextOf,
  isEligible,
  isExcluded,
  isSuppressed,
  matchedQuery,
} from './audienceQuery';
import { type Excluder, excludersOf } from './excluders';
import { allOf, type Condition, not } from '../filters';
import { type Reader, type Slice, slicesOf } from '../slices';

const SAMPLE = 10;

/** How many receive a campaign, who is left out and why, and the first of those who receive it. */
export async function explainAudience(reader: Reader, audience: Audience): Promise<RecipientCount> {
  const excluders = await excludersOf(reader, audience);
  const leftOut: LeftOut = { unsubscribed: 0, hardBounce: 0, pending: 0, suppressed: 0, excluded: 0 };
  const excludedBy = excluders.map(({ type, id, name }) => ({ type, id, name, count: 0 }));
  const sample: RecipientCount['sample'] = [];
  let matched = 0;
  let count = 0;
  for await (const slice of slicesOf(reader)) {
    const part = await countByReason(reader, audience, slice);
    const by = await countByExcluder(reader, audience, excluders, part.excluded, slice);
    excludedBy.forEach((excluder, index) => (excluder.count += by[index]!));
    for (const reason of reasonsOf(leftOut)) leftOut[reason] += part[reason];
    matched += part.matched;
    count = matched - reasonsOf(leftOut).reduce((sum, reason) => sum + leftOut[reason], 0);
    if (sample.length < SAMPLE && count > sample.length) {
      sample.push(...(await firstOf(reader, audience, slice, SAMPLE - sample.length)));
    }
  }
  return { count, matched, leftOut, excludedBy, sample };
}

const reasonsOf = (reasons: Record<keyof LeftOut, unknown>) => Object.keys(reasons) as (keyof LeftOut)[];

/**
 * Counted side by side, which SQLite does in half the time of groups. Postgres would look each contact up in the suppressions,
 * but for a join; and SQLite, for a join, would look at the filters of the include side twice.
 */
async function countByReason(
  reader: Reader,
  audience: Audience,
  slice: Slice,
): Promise<LeftOut & { matched: number }> {
  const isJoined = reader.dialect === 'postgres';
  const conditions = whyLeftOut(
    isJoined ? sql`(suppressions.email is not null)` : isSuppressed,
    isExcluded(reader, audience, slice),
  );
  return matchedQuery(reader, audience, slice)
    .$if(isJoined, (query) => query.leftJoin('suppressions', 'suppressions.email', 'contacts.email'))
    .select(reasonsOf(conditions).map((reason) => countWhere(conditions[reason]).as(reason)))
    .select((eb) => eb.fn.countAll<number>().as('matched'))
    .executeTakeFirstOrThrow();
}

/** Of one contact, one of these is true, or none when they receive it. */
function whyLeftOut(suppressed: Condition, excluded: Condition): Record<keyof LeftOut, Condition> {
  const is = (status: ContactStatus): Condition => sql`contacts.status = ${status}`;
  return {
    unsubscribed: is('unsubscribed'),
    hardBounce: is('hard_bounce'),
    pending: is('pending'),
    suppressed: allOf([is('active'), suppressed]),
    // Few are excluded, so few are looked up in the suppressions a second time.
    excluded: allOf([is('active'), excluded, not(suppressed)]),
  };
}

/** Who excludes how many of those who are excluded: alone all of them, and beside others another look tells. */
async function countByExcluder(
  reader: Reader,
  audience: Audience,
  excluders: readonly Excluder[],
  excluded: number,
  slice: Slice,
): Promise<number[]> {
  if (excluded === 0 || excluders.length === 1) return excluders.map(() => excluded);
  const row = await matchedQuery(reader, audience, slice)
    .where(isEligible)
    .where(isExcluded(reader, audience, slice))
    .select(
      excluders.map(({ isIn }, index) =>
        countWhere(isIn(contextOf(reader, audience, slice))).as(`by_${index}`),
      ),
    )
    .executeTakeFirstOrThrow();
  const by = row as Record<string, number>;
  return excluders.map((_, index) => by[`by_${index}`]!);
}

const countWhere = (condition: Condition): RawBuilder<number> => sql`count(*) filter (where ${condition})`;

async function firstOf(reader: Reader, audience: Audience, slice: Slice, limit: number) {
  const rows = await audienceQuery(reader, audience, slice)
    .select(['contacts.id', 'contacts.email', 'contacts.name'])
    .orderBy('contacts.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, email, name }) => ({ id: toId(id), email, name }));
}
