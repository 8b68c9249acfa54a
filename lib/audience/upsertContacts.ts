import type { z } from 'zod/v4';
import { type ContactFields, type ContactKey, type contactInputSchema, domainOf } from '../model';
import type { ContactRow, Db, NewContactRow, Store } from '../store';
import { addLabels } from './addLabels';
import { insertMissing, lockContacts, updateContacts } from './contactRows';
import { type ContactState, mergeContact, sameContact } from './contactState';

export type ValidContact = z.output<typeof contactInputSchema>;
export type UpsertOutcome = 'created' | 'updated' | 'unchanged';

/** How many contacts one call takes: one transaction does not keep other writers waiting for long. */
export const MAX_BATCH = 1000;

/**
 * Writes contacts that were validated, in the order given: the same email twice is merged. Runs in the caller's
 * transaction. A contact that does not change is not written, so importing a file twice changes nothing.
 * @returns what became of each input
 */
export async function upsertContacts(
  tx: Db,
  dialect: Store['dialect'],
  inputs: readonly ValidContact[],
  now: number,
): Promise<UpsertOutcome[]> {
  const inputsOf = Map.groupBy(inputs, (input) => input.email);
  const emails = [...inputsOf.keys()].sort();
  const newRow = (email: string) => toRow(email, mergeInputs(undefined, inputsOf.get(email)!).state, now);

  const created = new Map<string, ContactKey>();
  let existing: Map<string, ContactRow>;
  do {
    for (const [email, key] of await insertMissing(tx, emails, newRow)) created.set(email, key);
    existing = await lockContacts(
      tx,
      dialect,
      emails.filter((email) => !created.has(email)),
    );
    // Whoever was there for the insert and not for the lock was deleted in between.
  } while (created.size + existing.size < emails.length);

  const outcomes = new Map<ValidContact, UpsertOutcome>();
  const changed: NewContactRow[] = [];
  for (const email of emails) {
    const row = existing.get(email);
    const { state, steps } = mergeInputs(row && stateOf(row), inputsOf.get(email)!);
    for (const [input, outcome] of steps) outcomes.set(input, outcome);
    if (row && steps.some(([, outcome]) => outcome === 'updated')) changed.push(toRow(email, state, now));
  }
  await updateContacts(tx, changed);
  const keyOf = (email: string) => created.get(email) ?? existing.get(email)!.id;
  const labelled = await addLabels(tx, inputs, keyOf);
  return inputs.map((input) => {
    const outcome = outcomes.get(input)!;
    return outcome === 'unchanged' && labelled.has(input.email) ? 'updated' : outcome;
  });
}

/** Merges the inputs for one contact into it, one after the other. */
function mergeInputs(before: ContactState | undefined, inputs: readonly ValidContact[]) {
  let state = before;
  const steps = inputs.map((input): [ValidContact, UpsertOutcome] => {
    const after = mergeContact(state, input);
    const outcome = !state ? 'created' : sameContact(state, after) ? 'unchanged' : 'updated';
    state = after;
    return [input, outcome];
  });
  return { state: state!, steps };
}

const stateOf = (row: ContactRow): ContactState => ({
  name: row.name,
  status: row.status,
  fields: JSON.parse(row.fields) as ContactFields,
});

const toRow = (email: string, state: ContactState, now: number): NewContactRow => ({
  email,
  domain: domainOf(email),
  name: state.name,
  status: state.status,
  fields: JSON.stringify(state.fields),
  created_at: now,
  updated_at: now,
});
