import type { ContactKey, LabelKey } from '../../model';
import type { Db, Store } from '../../store';
import { chunks } from '../chunks';
import { ensureLabels } from './labelRows';

interface Labelled {
  email: string;
  labels?: readonly string[] | undefined;
}

/**
 * The keys of the labels that are going to be given. Before any contact is written or locked: of two who write the same contacts
 * and the same labels, nobody then waits in a circle.
 */
export const labelsToGive = (
  tx: Db,
  dialect: Store['dialect'],
  contacts: readonly Pick<Labelled, 'labels'>[],
): Promise<Map<string, LabelKey>> =>
  ensureLabels(
    tx,
    dialect,
    contacts.flatMap((contact) => contact.labels ?? []),
  );

/**
 * Gives contacts that exist their labels, by name.
 * @returns the emails that got a label they did not have
 */
export async function addLabels(
  tx: Db,
  labelKeys: ReadonlyMap<string, LabelKey>,
  contacts: readonly Labelled[],
  keyOf: (email: string) => ContactKey,
): Promise<Set<string>> {
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
