import { sql } from 'kysely';
import type { Db, SuppressionRow } from '../../store';

/**
 * An address that is on the list keeps its first reason and date; only that whoever complained, or is suppressed by hand, stays
 * away also from what brings back those who unsubscribed or bounced.
 */
export const UNLESS_SUPPRESSED = `on conflict (email) do update
  set reason = excluded.reason, created_at = excluded.created_at
  where suppressions.reason in ('unsubscribe', 'hard_bounce') and excluded.reason in ('complaint', 'manual')`;

type Reason = SuppressionRow['reason'];
const WEAKER: ReadonlySet<Reason> = new Set(['unsubscribe', 'hard_bounce']);

/** As `UNLESS_SUPPRESSED`, of two rows for an address that are not in the database yet. */
export const replaces = (reason: Reason, before: Reason): boolean =>
  WEAKER.has(before) && !WEAKER.has(reason);

export async function suppress(db: Db, { email, reason, created_at }: SuppressionRow): Promise<void> {
  await sql`insert into suppressions (email, reason, created_at)
    values (${email}, ${reason}, ${created_at}) ${sql.raw(UNLESS_SUPPRESSED)}`.execute(db);
}
