import { type SqlBool, sql } from 'kysely';
import { isEligible } from '../audience';
import type { CampaignKey, ContactFields, ContactKey } from '../model';
import { type Db, type Store, transact } from '../store';

/** A pump that dies is noticed when its leases run out; one that lives renews them. */
export const LEASE_MS = 60_000;

/** In literals: with bound values SQLite would not see that the index of open deliveries applies. */
export const isOpen = sql<SqlBool>`deliveries.status in ('pending', 'sending')`;

/** A delivery that a pump holds, with what its message is made from. */
export interface Claimed {
  contactId: ContactKey;
  contact: { email: string; name: string | null; fields: ContactFields };
}

/** The campaigns whose audience is frozen whole, oldest launch first. */
export async function campaignsToDeliver(db: Db): Promise<CampaignKey[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select('id')
    .where('status', '=', 'sending')
    .where('frozen_at', 'is not', null)
    .orderBy('launched_at')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Leases up to `size` deliveries that are due: new ones, ones to be tried again, and ones in doubt because their pump
 * died. A contact that was deleted meanwhile is skipped here.
 */
export async function claimBatch(
  { db, dialect }: Store,
  campaign: CampaignKey,
  owner: string,
  size: number,
  now: number,
): Promise<Claimed[]> {
  const due = db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where(isOpen)
    .where('due_at', '<=', now)
    .where('lease_until', '<=', now)
    .orderBy('due_at')
    .orderBy('contact_id')
    .limit(size)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked());
  return transact(db, async (tx) => {
    const leased = await tx
      .updateTable('deliveries')
      .set({ lease_owner: owner, lease_until: now + LEASE_MS })
      .where('campaign_id', '=', campaign)
      .where('contact_id', 'in', due)
      .returning('contact_id')
      .execute();
    const contactIds = leased.map((row) => row.contact_id);
    if (contactIds.length === 0) return [];
    const contacts = await tx
      .selectFrom('contacts')
      .select(['id', 'email', 'name', 'fields'])
      .where('id', 'in', contactIds)
      .orderBy('id')
      .execute();
    const known = new Set(contacts.map((row) => row.id));
    for (const contact of contactIds.filter((id) => !known.has(id))) {
      await skip(tx, campaign, contact, owner, 'The contact was deleted.', now);
    }
    return contacts.map(({ id, email, name, fields }) => ({
      contactId: id,
      contact: { email, name, fields: JSON.parse(fields) as ContactFields },
    }));
  });
}

/**
 * Moves one delivery to `sending` when its lease is still ours and its contact still eligible; must be committed
 * before the message is written.
 * @returns how often the message was handed over, this time included; null when it must not leave
 */
export async function markSending(
  tx: Db,
  campaign: CampaignKey,
  contact: ContactKey,
  owner: string,
  now: number,
): Promise<number | null> {
  const marked = await tx
    .updateTable('deliveries')
    .set((eb) => ({
      status: 'sending',
      attempts: eb('attempts', '+', 1),
      lease_until: now + LEASE_MS,
      updated_at: now,
    }))
    .where('campaign_id', '=', campaign)
    .where('contact_id', '=', contact)
    .where('lease_owner', '=', owner)
    .where(isOpen)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('contacts').select('contacts.id').where('contacts.id', '=', contact).where(isEligible),
      ),
    )
    .returning('attempts')
    .executeTakeFirst();
  if (marked) return marked.attempts;
  await skip(tx, campaign, contact, owner, 'The contact left, or was suppressed, after the launch.', now);
  return null;
}

/** Only what we hold: a delivery whose lease was lost belongs to another pump. */
async function skip(
  tx: Db,
  campaign: CampaignKey,
  contact: ContactKey,
  owner: string,
  reason: string,
  now: number,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: 'skipped', reason, updated_at: now })
    .where('campaign_id', '=', campaign)
    .where('contact_id', '=', contact)
    .where('lease_owner', '=', owner)
    .where(isOpen)
    .execute();
}

/** Prolongs what is still open of a batch we hold. */
export async function renewLeases(
  { db, dialect }: Store,
  campaign: CampaignKey,
  contacts: readonly ContactKey[],
  owner: string,
  now: number,
): Promise<void> {
  // A row that somebody has locked is being marked or settled at this moment: waiting for it could deadlock.
  const free = db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where('contact_id', 'in', contacts)
    .where('lease_owner', '=', owner)
    .where(isOpen)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked());
  await db
    .updateTable('deliveries')
    .set({ lease_until: now + LEASE_MS })
    .where('campaign_id', '=', campaign)
    .where('contact_id', 'in', free)
    .execute();
}

/** Gives back what was claimed but not begun. */
export async function releaseLeases(
  db: Db,
  campaign: CampaignKey,
  contacts: readonly ContactKey[],
  owner: string,
): Promise<void> {
  await transact(db, (tx) =>
    tx
      .updateTable('deliveries')
      .set({ lease_owner: null, lease_until: 0 })
      .where('campaign_id', '=', campaign)
      .where('contact_id', 'in', contacts)
      .where('lease_owner', '=', owner)
      .where('status', '=', 'pending')
      .execute(),
  );
}

/** When the next open delivery of a campaign can be claimed; undefined when none is open. */
export async function nextClaimAt(db: Db, campaign: CampaignKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select((eb) =>
      eb.fn
        .min(
          eb
            .case()
            .when('lease_until', '>', eb.ref('due_at'))
            .then(eb.ref('lease_until'))
            .else(eb.ref('due_at'))
            .end(),
        )
        .as('at'),
    )
    .where('campaign_id', '=', campaign)
    .where(isOpen)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
