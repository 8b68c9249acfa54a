import { sql } from 'kysely';
import type { CampaignKey, DeliveryStatus } from '../model';
import { isOpen, type Store, transact } from '../store';

/** Deliveries per transaction: some tens of milliseconds. */
const CHUNK = 10_000;

/** What becomes of all that is open. */
interface End {
  status: Extract<DeliveryStatus, 'failed' | 'skipped'>;
  reason: string;
}

/**
 * Ends what is open of a campaign, in chunks, but for what a pump holds: that is about to be settled there.
 * @returns when the first of what is still open can be had; undefined when nothing is open any more
 */
export async function settleOpen(
  { db, dialect }: Store,
  campaign: CampaignKey,
  { status, reason }: End,
  now: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const free = db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where(isOpen)
    .where('lease_until', '<=', now)
    .limit(CHUNK)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked());
  for (let settled = 1; settled > 0 && !signal.aborted;) {
    const rows = await transact(db, (tx) =>
      tx
        .updateTable('deliveries')
        .set({
          status,
          // What is marked and held by nobody was on the wire when its pump died; what is unanswered, when its connection was lost.
          reason: sql<string>`case when status = 'sending' or unanswered > 0 then ${`${reason} The message may have arrived.`} else ${reason} end`,
          due_at: 0,
          updated_at: now,
        })
        .where('campaign_id', '=', campaign)
        .where('contact_id', 'in', free)
        .returning('contact_id')
        .execute(),
    );
    settled = rows.length;
  }
  return heldUntil(db, campaign);
}

async function heldUntil(db: Store['db'], campaign: CampaignKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.min<number | null>('lease_until').as('at'))
    .where('campaign_id', '=', campaign)
    .where(isOpen)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
