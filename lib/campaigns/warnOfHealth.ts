import { type CampaignKey, type EventType, percent, type SendHealth, shareOf } from '../model';
import { type Db, isDone } from '../store';

/** What comes back after the last message comes within days. */
const WATCHED_FOR_MS = 7 * 24 * 60 * 60_000;

/** What tells of bad addresses, or of people who did not ask. */
interface Sign {
  name: string;
  types: readonly EventType[];
  limitIn: (health: SendHealth) => number | null;
  /** Behind a share, as in `5 % (25 of 500)`. */
  sentence: (limit: string) => string;
}

const SIGNS: readonly Sign[] = [
  {
    name: 'bounces',
    types: ['bounce', 'soft_bounce', 'out_of_band'],
    limitIn: ({ warnBounceRate }) => warnBounceRate,
    sentence: (limit) =>
      `of the messages bounced, more than ${limit}. Mailbox providers hold that against the sender. Check where these addresses come from.`,
  },
  {
    name: 'complaints',
    types: ['complaint'],
    limitIn: ({ warnComplaintRate }) => warnComplaintRate,
    sentence: (limit) =>
      `of the receivers complained, more than ${limit}. Check whether these people asked for this, and whether leaving is easy.`,
  },
];

/**
 * Logs a warning where more of a campaign comes back than the settings allow, also of what comes back after its end: one for
 * each sign.
 */
export async function warnOfHealth(db: Db, health: SendHealth, now: number): Promise<void> {
  for (const sign of SIGNS) {
    const limit = sign.limitIn(health);
    if (limit === null) continue;
    for (const { campaign, count } of await campaignsWith(db, sign, now - WATCHED_FOR_MS)) {
      // Deliveries are counted only where it may be too many.
      if (count <= limit * health.afterMessages) continue;
      const handedOver = await countHandedOver(db, campaign);
      if (handedOver < health.afterMessages || count / handedOver <= limit) continue;
      await warn(db, campaign, sign, `${shareOf(count, handedOver)} ${sign.sentence(percent(limit))}`, now);
    }
  }
}

/** Launched since then, and how often it shows. */
async function campaignsWith(
  db: Db,
  { types }: Sign,
  since: number,
): Promise<{ campaign: CampaignKey; count: number }[]> {
  const rows = await db
    .selectFrom('event_counts')
    .innerJoin('campaigns', 'campaigns.id', 'event_counts.campaign_id')
    .where('campaigns.launched_at', '>', since)
    .where('event_counts.name', 'in', types)
    .groupBy('event_counts.campaign_id')
    .select((eb) => [
      'event_counts.campaign_id as campaign',
      eb.fn.sum<number>('event_counts.count').as('count'),
    ])
    .execute();
  return rows.map(({ campaign, count }) => ({ campaign, count: Number(count) }));
}

async function countHandedOver(db: Db, campaign: CampaignKey): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('campaign_id', '=', campaign)
    .where(isDone)
    .where('status', 'in', ['sent', 'bounced'])
    .executeTakeFirstOrThrow();
  return count;
}

async function warn(
  db: Db,
  campaign: CampaignKey,
  { name }: Sign,
  reason: string,
  now: number,
): Promise<void> {
  const type = 'health_warning';
  await db
    .insertInto('events')
    .values({ campaign_id: campaign, type, contact_id: null, reason, at: now, key: `${type} ${name}` })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
