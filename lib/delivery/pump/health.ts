import type { CampaignKey, DeliveryStatus, EventType, SendHealth } from '../../model';
import { type Db, isDone } from '../../store';

/** What became of a campaign's messages so far. */
export interface HealthCounts {
  sent: number;
  bounced: number;
  complaints: number;
}

/**
 * Since a person last looked at it and resumed it. A million deliveries are counted in some tenths of a second, once a campaign and
 * pump.
 */
export async function healthCounts(db: Db, campaign: CampaignKey): Promise<HealthCounts> {
  const since = await resumedAt(db, campaign);
  const rows = await db
    .selectFrom('deliveries')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('campaign_id', '=', campaign)
    .where(isDone)
    .where('updated_at', '>', since)
    .groupBy('status')
    .execute();
  const countOf = (status: DeliveryStatus) => Number(rows.find((row) => row.status === status)?.count ?? 0);
  const complaints = await countComplaints(db, campaign, since);
  return { sent: countOf('sent'), bounced: countOf('bounced'), complaints };
}

const ofType = (db: Db, campaign: CampaignKey, type: EventType) =>
  db.selectFrom('events').where('campaign_id', '=', campaign).where('type', '=', type);

async function resumedAt(db: Db, campaign: CampaignKey): Promise<number> {
  const row = await ofType(db, campaign, 'resumed')
    .select((eb) => eb.fn.max<number | null>('at').as('at'))
    .executeTakeFirst();
  return row?.at ?? 0;
}

async function countComplaints(db: Db, campaign: CampaignKey, since: number): Promise<number> {
  const { count } = await ofType(db, campaign, 'complaint')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Why a campaign should be paused; undefined while it is well, or too young to tell. */
export function whyUnhealthy(
  { sent, bounced, complaints }: HealthCounts,
  { maxBounceRate, maxComplaintRate, afterMessages }: SendHealth,
): string | undefined {
  const handedOver = sent + bounced;
  if (handedOver < afterMessages) return undefined;
  if (maxBounceRate !== null && bounced / handedOver > maxBounceRate) {
    return `${share(bounced, handedOver)} of the messages bounced, more than ${percent(maxBounceRate)}. Mailbox providers hold that against the sender. Check where these addresses come from, then resume the campaign or stop it.`;
  }
  if (maxComplaintRate !== null && complaints / handedOver > maxComplaintRate) {
    return `${share(complaints, handedOver)} of the receivers complained, more than ${percent(maxComplaintRate)}. Check whether these people asked for this, then resume the campaign or stop it.`;
  }
  return undefined;
}

const share = (part: number, whole: number): string => `${percent(part / whole)} (${part} of ${whole})`;

const percent = (rate: number): string => `${Number((100 * rate).toFixed(2))} %`;
