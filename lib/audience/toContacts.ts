import { type Contact, type ContactFields, type Label, toId, toIso } from '../model';
import type { ContactRow, Db } from '../store';

/** Rows of one page as contacts, with their labels and whether they are suppressed. */
export async function toContacts(db: Db, rows: readonly ContactRow[]): Promise<Contact[]> {
  if (rows.length === 0) return [];
  const labels = await db
    .selectFrom('contact_labels')
    .innerJoin('labels', 'labels.id', 'contact_labels.label_id')
    .select(['contact_labels.contact_id', 'labels.id', 'labels.name'])
    .where(
      'contact_labels.contact_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('labels.name')
    .execute();
  const labelsOf = Map.groupBy(labels, (label) => label.contact_id);
  const suppressed = await db
    .selectFrom('suppressions')
    .select('email')
    .where(
      'email',
      'in',
      rows.map((row) => row.email),
    )
    .execute();
  const suppressedEmails = new Set(suppressed.map((row) => row.email));
  return rows.map((row) => ({
    id: toId(row.id),
    email: row.email,
    name: row.name,
    status: row.status,
    suppressed: suppressedEmails.has(row.email),
    labels: (labelsOf.get(row.id) ?? []).map(({ id, name }): Label => ({ id: toId(id), name })),
    fields: JSON.parse(row.fields) as ContactFields,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
  }));
}
