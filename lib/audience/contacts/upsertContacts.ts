import type { ContactKey } from '../../model';
import type { ContactRow, Db, NewContactRow, Store } from '../../store';
import { addLabels, labelsToGive } from '../labels/addLabels';
import { insertMissing, lockContacts, updateContacts } from './contactRows';
import {
  type ContactState,
  mergeContact,
  sameContact,
  stateOf,
  toRow,
  type ValidContact,
} from './contactState';
import { recordConsents } from './recordConsents';

export type UpsertOutcome = 'created' | 'updated' | 'unchanged';

export interface UpsertContext {
  now: number;
  /** Of the consents that end. */
  source: string;
}

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
  { now, source }: UpsertContext,
): Promise<UpsertOutcome[]> {
  if (inputs.length === 0) return [];
  const inputsOf = Map.groupBy(inputs, (input) => input.email);
  const emails = [...inputsOf.keys()].sort();
  const newRow = (email: string) =>
    toRow(email, mergeInputs(undefined, inputsOf.get(email)!, now).state, now);

  const labelKeys = await labelsToGive(tx, dialect, inputs);
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
  const left: ContactKey[] = [];
  const keyOf = (email: string) => created.get(email) ?? existing.get(email)!.id;
  for (const email of emails) {
    const row = existing.get(email);
    const { state, steps, unsubscribed } = mergeInputs(row && stateOf(row), inputsOf.get(email)!, now);
    for (const [input, outcome] of steps) outcomes.set(input, outcome);
    if (row && steps.some(([, outcome]) => outcome === 'updated')) changed.push(toRow(email, state, now));
    if (unsubscribed) left.push(keyOf(email));
  }
  await updateContacts(tx, changed);
  await recordConsents(tx, left, { action: 'unsubscribed', source, at: now });
  const labelled = await addLabels(tx, labelKeys, inputs, keyOf);
  return inputs.map((input) => {
    const outcome = outcomes.get(input)!;
    // Of several inputs for one contact, only one gave it the labels.
    return outcome === 'unchanged' && input.labels?.length && labelled.delete(input.email)
      ? 'updated'
      : outcome;
  });
}

/** Merges the inputs for one contact into it, one after the other. */
function mergeInputs(before: ContactState | undefined, inputs: readonly ValidContact[], now: number) {
  let state = before;
  let unsubscribed = false;
  const steps = inputs.map((input): [ValidContact, UpsertOutcome] => {
    const after = mergeContact(state, input, now);
    const outcome = !state ? 'created' : sameContact(state, after) ? 'unchanged' : 'updated';
    unsubscribed ||= state !== undefined && state.status !== after.status && after.status === 'unsubscribed';
    state = after;
    return [input, outcome];
  });
  return { state: state!, steps, unsubscribed };
}
