import type { ExpressionBuilder } from 'kysely';
import { isEligible } from '../../audience';
import type { CampaignKey, ContactKey } from '../../model';
import type { Db, Tables } from '../../store';
import { heldBy, isBeingSent, LEASE_MS } from '../pump/claims';
import type { Attempts } from '../settle';

/** Deliveries of one campaign that are about to be written to a transport. */
export interface Flight {
  campaign: CampaignKey;
  contacts: readonly ContactKey[];
  owner: string;
  transportId: string;
  /** When it was put together, in ms since the epoch: by that a mark knows its own rows. */
  at: number;
}

export interface Marked {
  /** Who is sent to now. */
  attempts: ReadonlyMap<ContactKey, Attempts>;
  /** Untouched, because the campaign is not being sent any more, or they are not ours. */
  unmarked: readonly ContactKey[];
}

/**
 * Moves deliveries to `sending` whose lease is still ours, whose contact is still eligible and whose campaign is still being sent: in
 * one statement, which must be committed before the first of them is written. Whose contact is not eligible is skipped.
 *
 * Right a second time too, should the first have been committed unseen: it counts no attempt twice.
 */
export async function markSending(tx: Db, flight: Flight, now: number): Promise<Marked> {
  const { campaign, contacts, owner, transportId, at } = flight;
  const marked = await heldBy(tx, campaign, contacts, owner)
    .set((eb) => ({
      status: 'sending',
      // What is in doubt, because another pump died, is `sending` as well: since an earlier instant.
      attempts: eb
        .case()
        .when(eb.and([eb('status', '=', 'sending'), eb('updated_at', '=', at)]))
        .then(eb.ref('attempts'))
        .else(eb('attempts', '+', 1))
        .end(),
      lease_until: now + LEASE_MS,
      transport_id: transportId,
      updated_at: at,
    }))
    .where((eb) => eb.exists(eligibleContact(eb)))
    .where((eb) =>
      eb.exists(
        eb.selectFrom('campaigns').select('id').where('campaigns.id', '=', campaign).where(isBeingSent),
      ),
    )
    .returning(['contact_id', 'attempts', 'unanswered'])
    .execute();
  const attempts = new Map(
    marked.map((row) => [row.contact_id, { count: row.attempts, unanswered: row.unanswered }]),
  );
  const left = contacts.filter((contact) => !attempts.has(contact));
  if (left.length === 0) return { attempts, unmarked: [] };
  const skipped = await heldBy(tx, campaign, left, owner)
    .set({
      status: 'skipped',
      reason: 'The contact left, or was suppressed, after the launch.',
      lease_owner: null,
      updated_at: now,
    })
    .where((eb) => eb.not(eb.exists(eligibleContact(eb))))
    .returning('contact_id')
    .execute();
  const gone = new Set(skipped.map((row) => row.contact_id));
  return { attempts, unmarked: left.filter((contact) => !gone.has(contact)) };
}

const eligibleContact = (eb: ExpressionBuilder<Tables, 'deliveries'>) =>
  eb
    .selectFrom('contacts')
    .select('contacts.id')
    .whereRef('contacts.id', '=', 'deliveries.contact_id')
    .where(isEligible);
