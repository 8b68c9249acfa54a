import { type SqlBool, sql } from 'kysely';
import { type CampaignKey, type DeliveryStatus, percent, type SendHealth, shareOf } from '../../model';
import { type Db, isDone } from '../../store';

/** What became of a campaign's messages so far. */
export interface HealthCounts {
  sent: number;
  bounced: number;
  complaints: number;
}

/** A million deliveries are counted in some tens of milliseconds. */
export async function countOutcomes(
  db: Db,
  campaign: CampaignKey,
  since: number,
): Promise<Pick<HealthCounts, 'sent' | 'bounced'>> {
  const rows = await db
    .selectFrom('deliveries')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('campaign_id', '=', campaign)
    .where(isDone)
    .where('updated_at', '>', since)
    .groupBy('status')
    .execute();
  const countOf = (status: DeliveryStatus) => rows.find((row) => row.status === status)?.count ?? 0;
  return { sent: countOf('sent'), bounced: countOf('bounced') };
}

export async function countComplaints(db: Db, campaign: CampaignKey, since: number): Promise<number> {
  const { count } = await rareEvents(db, campaign)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('type', '=', 'complaint')
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** @returns 0 when it never was */
export async function lastResumedAt(db: Db, campaign: CampaignKey): Promise<number> {
  const row = await rareEvents(db, campaign)
    .select((eb) => eb.fn.max<number | null>('at').as('at'))
    .where('type', '=', 'resumed')
    .executeTakeFirst();
  return row?.at ?? 0;
}

/** In literals, as their index says it: a campaign may have millions of other events. */
const rareEvents = (db: Db, campaign: CampaignKey) =>
  db
    .selectFrom('events')
    .where('campaign_id', '=', campaign)
    .where(sql<SqlBool>`type in ('complaint', 'resumed')`);

/** Why a campaign should be paused; undefined while it is well, or too young to tell. */
export function whyUnhealthy(
  { sent, bounced, complaints }: HealthCounts,
  { maxBounceRate, maxComplaintRate, afterMessages }: SendHealth,
): string | undefined {
  const handedOver = sent + bounced;
  if (handedOver < afterMessages) return undefined;
  if (maxBounceRate !== null && bounced / handedOver > maxBounceRate) {
    return `${shareOf(bounced, handedOver)} of the messages bounced, more than ${percent(maxBounceRate)}. Mailbox providers hold that against the sender. Check where these addresses come from, then resume the campaign or stop it.`;
  }
  if (maxComplaintRate !== null && complaints / handedOver > maxComplaintRate) {
    return `${shareOf(complaints, handedOver)} of the receivers complained, more than ${percent(maxComplaintRate)}. Check whether these people asked for this, then resume the campaign or stop it.`;
  }
  return undefined;
}
