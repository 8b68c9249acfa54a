import { type Contact, type ContactFields, type ContactKey, type Label, toId, toIso } from '../../model';
import type { ContactRow, Db } from '../../store';
import { toLabel } from '../labels/labelRows';

/** Rows of one page as contacts, with their labels, what they last did, and whether they are suppressed. */
export async function toContacts(db: Db, rows: readonly ContactRow[]): Promise<Contact[]> {
  if (rows.length === 0) return [];
  const keys = rows.map((row) => row.id);
  const labelsOf = await labelsByContact(db, keys);
  const activity = await db
    .selectFrom('contact_activity')
    .selectAll()
    .where('contact_id', 'in', keys)
    .execute();
  const activityOf = new Map(activity.map((row) => [row.contact_id, row]));
  const suppressed = await suppressedAmong(
    db,
    rows.map((row) => row.email),
  );
  return rows.map((row) => {
    const last = activityOf.get(row.id);
    return {
      id: toId(row.id),
      email: row.email,
      name: row.name,
      status: row.status,
      suppressed: suppressed.has(row.email),
      source: row.source,
      subscribedAt: instant(row.subscribed_at),
      funnelStatus: row.funnel_status,
      timeZone: row.time_zone,
      labels: labelsOf.get(row.id)!,
      fields: JSON.parse(row.fields) as ContactFields,
      lastSendAt: instant(last?.last_send_at),
      lastOpenAt: instant(last?.last_open_at),
      lastClickAt: instant(last?.last_click_at),
      createdAt: toIso(row.created_at),
      updatedAt: toIso(row.updated_at),
    };
  });
}

async function labelsByContact(db: Db, contacts: readonly ContactKey[]): Promise<Map<ContactKey, Label[]>> {
  const rows = await db
    .selectFrom('contact_labels')
    .innerJoin('labels', 'labels.id', 'contact_labels.label_id')
    .select(['contact_labels.contact_id', 'labels.id', 'labels.name', 'labels.is_public'])
    .where('contact_labels.contact_id', 'in', contacts)
    .orderBy('labels.name')
    .execute();
  const labels = new Map<ContactKey, Label[]>(contacts.map((contact) => [contact, []]));
  for (const row of rows) labels.get(row.contact_id)!.push(toLabel(row));
  return labels;
}

async function suppressedAmong(db: Db, emails: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('suppressions').select('email').where('email', 'in', emails).execute();
  return new Set(rows.map((row) => row.email));
}

const instant = (milliseconds: number | null | undefined): string | null =>
  milliseconds === null || milliseconds === undefined ? null : toIso(milliseconds);
