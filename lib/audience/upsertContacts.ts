import {
  type ContactFields,
  type ContactKey,
  type contactInputSchema,
  domainOf,
  type LabelKey,
} from '../model';
import type { z } from 'zod/v4';
import type { ContactRow, Db, NewContactRow, Store } from '../store';
import { type ContactState, mergeContact, sameContact } from './contactState';
import { ensureLabels } from './labels';

export type ValidContact = z.output<typeof contactInputSchema>;
export type UpsertOutcome = 'created' | 'updated' | 'unchanged';

/** Rows of one insert; three values a row and more stay far below the databases' limits for bound parameters. */
const ROWS_PER_INSERT = 1000;

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
  const emails = [...new Set(inputs.map((input) => input.email))];
  const existing = await readContacts(tx, dialect, emails);
  const outcomes = new Map<string, UpsertOutcome>();
  const states = new Map<string, ContactState>();
  const result: UpsertOutcome[] = [];
  for (const input of inputs) {
    const row = existing.get(input.email);
    const before = states.get(input.email) ?? (row && stateOf(row));
    const after = mergeContact(before, input);
    states.set(input.email, after);
    const outcome = !before ? 'created' : sameContact(before, after) ? 'unchanged' : 'updated';
    if (outcome !== 'unchanged') outcomes.set(input.email, outcome);
    result.push(outcome);
  }

  const changed = emails.filter((email) => outcomes.has(email));
  await writeContacts(
    tx,
    changed.map((email) => toRow(email, states.get(email)!, now)),
  );
  const labelled = await addLabels(tx, inputs);
  return result.map((outcome, index) =>
    outcome === 'unchanged' && labelled.has(inputs[index]!.email) ? 'updated' : outcome,
  );
}

async function readContacts(
  tx: Db,
  dialect: Store['dialect'],
  emails: string[],
): Promise<Map<string, ContactRow>> {
  const rows = await tx
    .selectFrom('contacts')
    .selectAll()
    .where('email', 'in', emails)
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .execute();
  return new Map(rows.map((row) => [row.email, row]));
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

async function writeContacts(tx: Db, rows: NewContactRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx
      .insertInto('contacts')
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .onConflict((conflict) =>
        conflict.column('email').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          status: eb.ref('excluded.status'),
          fields: eb.ref('excluded.fields'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute();
  }
}

/** @returns the emails that got a label they did not have */
async function addLabels(tx: Db, inputs: readonly ValidContact[]): Promise<Set<string>> {
  const labelKeys = await ensureLabels(
    tx,
    inputs.flatMap((input) => input.labels ?? []),
  );
  const withLabels = inputs.filter((input) => input.labels?.length);
  if (withLabels.length === 0) return new Set();
  const contacts = await tx
    .selectFrom('contacts')
    .select(['id', 'email'])
    .where('email', 'in', [...new Set(withLabels.map((input) => input.email))])
    .execute();
  const keyOf = new Map(contacts.map((row) => [row.email, row.id]));
  const emailOf = new Map(contacts.map((row) => [row.id, row.email]));
  const rows = withLabels.flatMap((input) =>
    input.labels!.map((name) => ({ contact_id: keyOf.get(input.email)!, label_id: labelKeys.get(name)! })),
  );
  const added = new Set<string>();
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const inserted = await insertLabels(tx, rows.slice(start, start + ROWS_PER_INSERT));
    for (const contact of inserted) added.add(emailOf.get(contact)!);
  }
  return added;
}

async function insertLabels(
  tx: Db,
  rows: { contact_id: ContactKey; label_id: LabelKey }[],
): Promise<ContactKey[]> {
  const inserted = await tx
    .insertInto('contact_labels')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['label_id', 'contact_id']).doNothing())
    .returning('contact_id')
    .execute();
  return inserted.map((row) => row.contact_id);
}
