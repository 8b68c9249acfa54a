import { sql } from 'kysely';
import { recordEvents } from '../events';
import type { CampaignKey, ContactKey } from '../model';
import type { Db, Store } from '../store';
import type { Settlement } from './outcome';

/** Writes what became of a delivery we hold, when its contact was last sent something, and a bounce into the event log. */
export async function recordOutcome(
  tx: Db,
  dialect: Store['dialect'],
  campaign: CampaignKey,
  contact: ContactKey,
  owner: string,
  { status, reason: reply, attempts, dueAt = 0 }: Settlement,
  now: number,
): Promise<void> {
  // The contact comes before the delivery, as it does when a person is erased: nobody waits in a circle.
  const isThere =
    status === 'sent' ? await noteSend(tx, dialect, contact, now) : await isKept(tx, dialect, contact);
  // Replies often name the address. Of somebody who was erased meanwhile, nothing is written again.
  const reason = isThere ? reply : null;
  const recorded = await tx
    .updateTable('deliveries')
    .set({ status, reason, attempts, due_at: dueAt, lease_owner: null, lease_until: 0, updated_at: now })
    .where('campaign_id', '=', campaign)
    .where('contact_id', '=', contact)
    .where('lease_owner', '=', owner)
    .where('status', '=', 'sending')
    .returning('contact_id')
    .executeTakeFirst();
  if (recorded && status === 'bounced') {
    await recordEvents(tx, [{ campaign_id: campaign, type: 'bounce', contact_id: contact, reason, at: now }]);
  }
}

/**
 * The message went, whoever holds the delivery by now. Of two instants the later one stays: clocks differ.
 * @returns false when the contact is there no more
 */
async function noteSend(
  tx: Db,
  dialect: Store['dialect'],
  contact: ContactKey,
  now: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into contact_activity (contact_id, last_send_at)
    select id, cast(${now} as bigint) from contacts where id = ${contact} ${untilCommit(dialect)}
    on conflict (contact_id) do update set last_send_at =
      case when contact_activity.last_send_at > excluded.last_send_at
        then contact_activity.last_send_at else excluded.last_send_at end
    returning contact_id`.execute(tx);
  return rows.length > 0;
}

async function isKept(tx: Db, dialect: Store['dialect'], contact: ContactKey): Promise<boolean> {
  const { rows } = await sql`select id from contacts where id = ${contact} ${untilCommit(dialect)}`.execute(
    tx,
  );
  return rows.length > 0;
}

/** On Postgres somebody else could delete the contact meanwhile: whoever does so waits, and is waited for. */
const untilCommit = (dialect: Store['dialect']) => (dialect === 'postgres' ? sql`for key share` : sql``);
