import type { ContactKey } from '../model';
import type { Db } from '../store';
import { chunks } from './chunks';
import { ensureLabels } from './labels';

interface Labelled {
  email: string;
  labels?: readonly string[] | undefined;
}

/**
 * Gives contacts that exist their labels, by name.
 * @returns the emails that got a label they did not have
 */
export async function addLabels(
  tx: Db,
  contacts: readonly Labelled[],
  keyOf: (email: string) => ContactKey,
): Promise<Set<string>> {
  const labelKeys = await ensureLabels(
    tx,
    contacts.flatMap((contact) => contact.labels ?? []),
  );
  const emailOf = new Map(contacts.map(({ email }) => [keyOf(email), email]));
  const rows = contacts
    .flatMap(({ email, labels = [] }) =>
      labels.map((name) => ({ contact_id: keyOf(email), label_id: labelKeys.get(name)! })),
    )
    .sort((a, b) => a.label_id - b.label_id || a.contact_id - b.contact_id);

  const added = new Set<string>();
  for (const part of chunks(rows)) {
    const inserted = await tx
      .insertInto('contact_labels')
      .values(part)
      .onConflict((conflict) => conflict.columns(['label_id', 'contact_id']).doNothing())
      .returning('contact_id')
      .execute();
    for (const row of inserted) added.add(emailOf.get(row.contact_id)!);
  }
  return added;
}
