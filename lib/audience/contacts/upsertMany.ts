import type { KeyObject } from 'node:crypto';
import { z } from 'zod/v4';
import { type Clock, MailtargetError, type UpsertManyResult, validate } from '../../model';
import { type Db, type Store, transact } from '../../store';
import type { ValidContact } from './contactState';
import { contactErased, erasedAmong } from '../suppressions/erasures';
import type { FieldTypes } from '../fields/fieldValues';
import { fieldTypes } from '../fields/fields';
import { lockContactWrites } from './lockContactWrites';
import { MAX_BATCH, upsertContacts } from './upsertContacts';
import { checkContact, type ParsedContact, parseContact } from './validContact';

const inputsSchema = z
  .array(z.unknown(), 'Give a list of contacts.')
  .max(MAX_BATCH, `Give at most ${MAX_BATCH} contacts at once; import a CSV for more.`);

/** A contact, or why it is refused. */
type Read<Item> = Item | MailtargetError;

/** Upserts those that `upsert` would take, in one transaction, and reports the others. */
export async function upsertMany(
  store: Store,
  clock: Clock,
  erasureKey: KeyObject,
  inputs: unknown,
): Promise<UpsertManyResult> {
  const parsed = validate(inputsSchema, inputs, 'contacts').map((input) =>
    attempt(() => parseContact(input)),
  );
  return transact(store.db, async (tx) => {
    await lockContactWrites(tx, store.dialect, 'share');
    const contacts = await checkAll(tx, parsed, erasureKey);
    const valid = contacts.filter((contact) => !(contact instanceof MailtargetError));
    const outcomes = await upsertContacts(tx, store.dialect, valid, { now: clock.now(), source: 'Upsert' });
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    return {
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      rejected: contacts.flatMap((contact, index) =>
        contact instanceof MailtargetError ? [{ index, reason: contact.message }] : [],
      ),
    };
  });
}

async function checkAll(
  tx: Db,
  contacts: readonly Read<ParsedContact>[],
  erasureKey: KeyObject,
): Promise<Read<ValidContact>[]> {
  const types = await fieldTypes(tx);
  const emails = contacts.flatMap((contact) => (contact instanceof MailtargetError ? [] : [contact.email]));
  const erased = await erasedAmong(tx, erasureKey, emails);
  return contacts.map((contact) =>
    contact instanceof MailtargetError ? contact : attempt(() => checkOne(contact, types, erased)),
  );
}

function checkOne(contact: ParsedContact, types: FieldTypes, erased: ReadonlySet<string>): ValidContact {
  if (erased.has(contact.email)) throw contactErased(contact.email);
  return checkContact(contact, types);
}

function attempt<Item>(work: () => Item): Read<Item> {
  try {
    return work();
  } catch (error) {
    if (error instanceof MailtargetError) return error;
    throw error;
  }
}
