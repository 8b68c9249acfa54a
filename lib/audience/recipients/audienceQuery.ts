import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Tables } from '../../store';
import type { Audience, ResolvedSegment } from './audience';
import { anyOf, type Condition, type Context, hasLabel, matches, not } from '../filters';
import { isWithin, type Reader, type Slice, slicesOf } from '../slices';

/** Who may be mailed at all: active, and not on the suppression list. */
export function isEligible(
  eb: ExpressionBuilder<Tables, 'contacts'>,
): ExpressionWrapper<Tables, 'contacts', SqlBool> {
  return eb.and([eb('contacts.status', '=', 'active'), not(isSuppressed)]);
}

/** On the suppression list. */
export const isSuppressed: Condition = sql`exists (select suppressions.email from suppressions where suppressions.email = contacts.email)`;

/**
 * The contacts that an audience is: the one query behind the count, the sample and the launch.
 * @param slice looks at these contacts alone
 */
export const audienceQuery = (reader: Reader, audience: Audience, slice?: Slice) =>
  matchedQuery(reader, audience, slice)
    .where(isEligible)
    .where(not(isExcluded(reader, audience, slice)));

/** Whom the include side names, whether they may be mailed or not. */
export const matchedQuery = (reader: Reader, audience: Audience, slice?: Slice) =>
  contactsWithin(reader, slice).where(isIncluded(contextOf(reader, audience, slice), audience));

export const contactsWithin = ({ db }: Reader, slice: Slice | undefined) =>
  db.selectFrom('contacts').$if(slice !== undefined, (query) => query.where(isWithin('contacts.id', slice!)));

function isIncluded(context: Context, { all, labelIds, segments }: Audience): Condition {
  return all ? sql`${sql.lit(true)}` : isInSome(context, labelIds, segments);
}

export const isExcluded = (reader: Reader, audience: Audience, slice?: Slice): Condition =>
  isInSome(contextOf(reader, audience, slice), audience.excludeLabelIds, audience.excludeSegments);

const isInSome = (
  context: Context,
  labelIds: readonly string[],
  segments: readonly ResolvedSegment[],
): Condition =>
  anyOf([
    ...(labelIds.length > 0 ? [hasLabel(context, labelIds)] : []),
    ...segments.map(({ filters }) => matches(context, filters)),
  ]);

export const contextOf = ({ dialect }: Reader, { now }: Pick<Audience, 'now'>, slice?: Slice): Context => ({
  dialect,
  now,
  slice,
});

/** Whether a campaign would reach nobody. */
export async function isAudienceEmpty(reader: Reader, audience: Audience): Promise<boolean> {
  for await (const slice of slicesOf(reader)) {
    const somebody = await audienceQuery(reader, audience, slice)
      .select('contacts.id')
      .limit(1)
      .executeTakeFirst();
    if (somebody) return false;
  }
  return true;
}
