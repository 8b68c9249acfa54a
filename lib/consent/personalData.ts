import { toContacts } from '../audience';
import { type ContactKey, type PersonalData, toId, toIso, toIsoOrNull } from '../model';
import type { Db, SuppressionRow } from '../store';
import { findPerson } from './findPerson';

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function personalData(db: Db, idOrEmail: string): Promise<PersonalData> {
  const { contact, suppression } = await findPerson(db, idOrEmail);
  const held = { suppression: suppression ? toSuppression(suppression) : null };
  if (!contact) return { contact: null, ...held, consents: [], deliveries: [], events: [] };
  const [shown] = await toContacts(db, [contact]);
  return {
    contact: shown!,
    ...held,
    consents: await consentsOf(db, contact.id),
    deliveries: await deliveriesTo(db, contact.id),
    events: await eventsOf(db, contact.id),
  };
}

const toSuppression = ({ email, reason, created_at }: SuppressionRow) => ({
  email,
  reason,
  createdAt: toIso(created_at),
});

async function consentsOf(db: Db, contact: ContactKey): Promise<PersonalData['consents']> {
  const rows = await db
    .selectFrom('consents')
    .select(['action', 'source', 'at'])
    .where('contact_id', '=', contact)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, at: toIso(row.at) }));
}

async function deliveriesTo(db: Db, contact: ContactKey): Promise<PersonalData['deliveries']> {
  const rows = await db
    .selectFrom('campaigns')
    .innerJoin('deliveries', 'deliveries.campaign_id', 'campaigns.id')
    .select(['campaigns.id', 'campaigns.subject', 'deliveries.status', 'deliveries.reason'])
    .select(['deliveries.updated_at', 'deliveries.opened_at', 'deliveries.clicked_at'])
    .where('deliveries.contact_id', '=', contact)
    .orderBy('campaigns.id')
    .execute();
  return rows.map((row) => ({
    campaignId: toId(row.id),
    subject: row.subject,
    status: row.status,
    reason: row.reason,
    updatedAt: toIso(row.updated_at),
    openedAt: toIsoOrNull(row.opened_at),
    clickedAt: toIsoOrNull(row.clicked_at),
  }));
}

async function eventsOf(db: Db, contact: ContactKey): Promise<PersonalData['events']> {
  const rows = await db
    .selectFrom('events')
    .select(['campaign_id', 'type', 'reason', 'at'])
    .where('contact_id', '=', contact)
    .orderBy('sequence')
    .execute();
  return rows.map(({ campaign_id, at, ...row }) => ({
    ...row,
    campaignId: toId(campaign_id),
    timestamp: toIso(at),
  }));
}
