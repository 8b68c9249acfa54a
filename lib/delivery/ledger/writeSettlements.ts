import { sql } from 'kysely';
import type { BounceType, CampaignKey, ContactKey, DeliveryStatus } from '../../model';
import { type Db, runForEach, type Store } from '../../store';

/** What a delivery is from now on. */
export interface SettledRow {
  contact_id: ContactKey;
  status: DeliveryStatus;
  reason: string | null;
  bounce_type: BounceType | null;
  attempts: number;
  unanswered: number;
  due_at: number;
}

/** Ends the lease of deliveries that are ours. @returns those that were */
export function writeSettlements(
  tx: Db,
  dialect: Store['dialect'],
  campaign: CampaignKey,
  owner: string,
  rows: readonly SettledRow[],
  now: number,
): Promise<SettledRow[]> {
  return (dialect === 'sqlite' ? oneByOne : atOnce)(tx, campaign, owner, rows, now);
}

type Write = (
  tx: Db,
  campaign: CampaignKey,
  owner: string,
  rows: readonly SettledRow[],
  now: number,
) => Promise<SettledRow[]>;

/** SQLite looks through a whole campaign where rows are given as a table: each by its key takes 4 µs. */
const oneByOne: Write = async (tx, campaign, owner, rows, now) => {
  const written = await runForEach(
    tx,
    `update deliveries set status = ?, reason = ?, bounce_type = ?, attempts = ?, unanswered = ?, due_at = ?,
      lease_owner = null, lease_until = 0, updated_at = ?
    where campaign_id = ? and contact_id = ? and lease_owner = ?`,
    rows.map((row) => [
      row.status,
      row.reason,
      row.bounce_type,
      row.attempts,
      row.unanswered,
      row.due_at,
      now,
      campaign,
      row.contact_id,
      owner,
    ]),
  );
  return rows.filter((_, index) => written[index] !== undefined);
};

const atOnce: Write = async (tx, campaign, owner, rows, now) => {
  const { rows: written } = await sql<{ contact_id: ContactKey }>`
    update deliveries set status = given.status, reason = given.reason, bounce_type = given.bounce_type,
      attempts = given.attempts, unanswered = given.unanswered, due_at = given.due_at, lease_owner = null, lease_until = 0, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as given
      (contact_id bigint, status text, reason text, bounce_type text, attempts integer, unanswered integer, due_at bigint)
    where deliveries.campaign_id = ${campaign} and deliveries.contact_id = given.contact_id
      and deliveries.lease_owner = ${owner}
    returning deliveries.contact_id`.execute(tx);
  const keys = new Set(written.map((row) => row.contact_id));
  return rows.filter((row) => keys.has(row.contact_id));
};
