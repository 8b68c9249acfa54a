import type { ExpressionBuilder } from 'kysely';
import { type CampaignKey, type ContactFields, type ContactKey, domainOf } from '../../model';
import { type Db, isOpen, type Store, type Tables, transact } from '../../store';

/** A pump that dies is noticed when its leases run out; one that lives renews them. */
export const LEASE_MS = 60_000;

/** Neither paused nor being stopped, and its audience frozen whole. */
export const isBeingSent = (eb: ExpressionBuilder<Tables, 'campaigns'>) =>
  eb.and([
    eb('campaigns.status', '=', 'sending'),
    eb('campaigns.frozen_at', 'is not', null),
    eb('campaigns.stop_requested_at', 'is', null),
  ]);

/** A campaign that is being sent. */
export interface Sending {
  campaign: CampaignKey;
  /** Which transports may carry it. */
  senderDomain: string;
}

/** A delivery that a pump holds, with what its message is made from. */
export interface Claimed extends Sending {
  contactId: ContactKey;
  contact: { email: string; name: string | null; fields: ContactFields };
  /** The recipient's. */
  domain: string;
}

/** Oldest launch first. */
export async function campaignsToDeliver(db: Db): Promise<Sending[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'sender_email'])
    .where(isBeingSent)
    .orderBy('launched_at')
    .execute();
  return rows.map((row) => ({ campaign: row.id, senderDomain: domainOf(row.sender_email) }));
}

/**
 * Leases up to `size` deliveries that are due: new ones, ones to be tried again, and ones in doubt because their pump
 * died. A contact that was deleted meanwhile is skipped here.
 */
export async function claimBatch(
  { db, dialect }: Store,
  { campaign, senderDomain }: Sending,
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
      // Postgres may run a subquery once for each row, and would lock and lease others each time.
      .with(
        (cte) => cte('due').materialized(),
        () => due,
      )
      .updateTable('deliveries')
      .set({ lease_owner: owner, lease_until: now + LEASE_MS })
      .where('campaign_id', '=', campaign)
      .where('contact_id', 'in', (eb) => eb.selectFrom('due').select('due.contact_id'))
      .returning(['contact_id', 'domain'])
      .execute();
    if (leased.length === 0) return [];
    const domains = new Map(leased.map((row) => [row.contact_id, row.domain]));
    const contacts = await tx
      .selectFrom('contacts')
      .select(['id', 'email', 'name', 'fields'])
      .where('id', 'in', [...domains.keys()])
      .orderBy('id')
      .execute();
    const known = new Set(contacts.map((row) => row.id));
    const deleted = [...domains.keys()].filter((id) => !known.has(id));
    await skipDeleted(tx, campaign, deleted, owner, now);
    return contacts.map(({ id, email, name, fields }) => ({
      campaign,
      senderDomain,
      contactId: id,
      contact: { email, name, fields: JSON.parse(fields) as ContactFields },
      domain: domains.get(id)!,
    }));
  });
}

async function skipDeleted(
  tx: Db,
  campaign: CampaignKey,
  contacts: readonly ContactKey[],
  owner: string,
  now: number,
): Promise<void> {
  if (contacts.length === 0) return;
  await heldBy(tx, campaign, contacts, owner)
    .set({ status: 'skipped', reason: 'The contact was deleted.', lease_owner: null, updated_at: now })
    .execute();
}

/** Open deliveries that are ours: one whose lease was lost belongs to another pump. */
export const heldBy = (tx: Db, campaign: CampaignKey, contacts: readonly ContactKey[], owner: string) =>
  tx
    .updateTable('deliveries')
    .where('campaign_id', '=', campaign)
    .where('contact_id', 'in', contacts)
    .where('lease_owner', '=', owner)
    .where(isOpen);

/** Prolongs what is still open of what we hold. */
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
  notBefore?: number,
): Promise<void> {
  await transact(db, (tx) =>
    heldBy(tx, campaign, contacts, owner)
      .set({
        lease_owner: null,
        lease_until: 0,
        ...(notBefore !== undefined && { due_at: Math.round(notBefore) }),
      })
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
