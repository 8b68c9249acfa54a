import { happening, lockContacts, recordHappenings } from '../../events';
import type { CampaignKey, ContactKey } from '../../model';
import type { Db, Store } from '../../store';
import type { Settlement } from '../settle';
import { writeSettlements } from './writeSettlements';

/** What became of a delivery of one campaign that we hold. */
export interface Settled {
  contact: ContactKey;
  settlement: Settlement;
}

/**
 * The contacts come before the deliveries, as they do when a person is erased: nobody waits in a circle.
 * @returns those that are there, which is what `recordOutcomes` wants to know
 */
export const lockThoseOf = (
  tx: Db,
  dialect: Store['dialect'],
  settled: readonly Settled[],
): Promise<ReadonlySet<ContactKey>> =>
  lockContacts(
    tx,
    dialect,
    settled.map(({ contact }) => contact),
    settled.some(({ settlement }) => settlement.status === 'bounced') ? 'to change' : 'to refer to',
  );

/**
 * Writes what became of deliveries, when their contacts were last sent something, and bounces with all that follows from them.
 * @param settled in the order of their contacts: two pumps that write to the same ones then never wait for each other in a circle
 * @param kept those of the contacts that are there; all are locked
 */
export async function recordOutcomes(
  tx: Db,
  dialect: Store['dialect'],
  campaign: CampaignKey,
  owner: string,
  settled: readonly Settled[],
  kept: ReadonlySet<ContactKey>,
  now: number,
): Promise<void> {
  const rows = settled.map(({ contact, settlement: { status, reason, bounceType, attempts, dueAt } }) => ({
    contact_id: contact,
    status,
    // Replies often name the address. Of somebody who was erased meanwhile, nothing is written again.
    reason: kept.has(contact) ? reason : null,
    bounce_type: bounceType,
    attempts: attempts.count,
    unanswered: attempts.unanswered,
    due_at: dueAt,
  }));
  // The message went, whoever holds the delivery by now.
  const sentTo = rows.filter((row) => row.status === 'sent' && kept.has(row.contact_id));
  await noteSend(
    tx,
    sentTo.map((row) => row.contact_id),
    now,
  );
  const written = await writeSettlements(tx, dialect, campaign, owner, rows, now);
  const eventOf = new Map(settled.map(({ contact, settlement }) => [contact, settlement.event]));
  const bounced = written.filter(({ status }) => status === 'bounced');
  await recordHappenings(
    tx,
    dialect,
    bounced.map(({ contact_id: contact, reason, bounce_type: bounceType }) =>
      happening(campaign, contact, eventOf.get(contact) ?? 'bounce', now, { reason, bounceType }),
    ),
    now,
    kept,
  );
}

/** Of two instants the later one stays: clocks differ. */
async function noteSend(tx: Db, contacts: readonly ContactKey[], now: number): Promise<void> {
  if (contacts.length === 0) return;
  await tx
    .insertInto('contact_activity')
    .values(contacts.map((contact_id) => ({ contact_id, last_send_at: now })))
    .onConflict((conflict) =>
      conflict.column('contact_id').doUpdateSet((eb) => ({
        last_send_at: eb
          .case()
          .when('contact_activity.last_send_at', '>', eb.ref('excluded.last_send_at'))
          .then(eb.ref('contact_activity.last_send_at'))
          .else(eb.ref('excluded.last_send_at'))
          .end(),
      })),
    )
    .execute();
}
