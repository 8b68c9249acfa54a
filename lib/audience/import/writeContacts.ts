import type { KeyObject } from 'node:crypto';
import type { ContactKey, ImportOptions, LabelKey } from '../../model';
import type { Db, Store } from '../../store';
import type { ValidContact } from '../contacts/contactState';
import { contactErased, erasedAmong } from '../suppressions/erasures';
import { ensureLabels } from '../labels/labelRows';
import { upsertContacts } from '../contacts/upsertContacts';
import { insertNew, linkLabels } from './insertNew';
import type { ContactBatch } from './packContacts';
import type { LateRefusal } from './protocol';

export interface WriteContext {
  dialect: Store['dialect'];
  erasureKey: KeyObject;
  now: number;
  /** Of the consents that end. */
  source: string;
  existing: NonNullable<ImportOptions['existing']>;
}

export interface Written {
  created: number;
  updated: number;
  unchanged: number;
  refused: LateRefusal[];
}

/**
 * Writes contacts of a file, in the caller's transaction: most are new and are simply inserted; those that exist, or come a
 * second time, are merged in the order of the file.
 */
export async function writeContacts(
  tx: Db,
  batch: ContactBatch,
  { dialect, erasureKey, existing, ...upsert }: WriteContext,
): Promise<Written> {
  const refused = await refuseErased(tx, batch, erasureKey);
  const isRefused = new Set(refused.map(({ index }) => index));
  const places = batch.rows.map((_, index) => index).filter((index) => !isRefused.has(index));

  // Before the contacts, as in upserts. In each transaction anew: somebody may have deleted one.
  const labelKeys = await ensureLabels(tx, dialect, batch.labels);
  const keys = await insertNew(
    tx,
    dialect,
    places.map((place) => batch.rows[place]!),
  );
  const newcomers: [number, ContactKey][] = [];
  const others: number[] = [];
  for (const [index, place] of places.entries()) {
    const key = keys[index];
    if (key === undefined) others.push(place);
    else newcomers.push([place, key]);
  }
  await label(tx, dialect, batch, labelKeys, newcomers);

  const written = { created: newcomers.length, updated: 0, unchanged: 0, refused };
  if (others.length === 0) return written;
  if (existing === 'keep') return { ...written, unchanged: others.length };
  const contacts = JSON.parse(batch.contacts) as ValidContact[];
  const inputs = others.map((place) => contacts[place]!);
  for (const outcome of await upsertContacts(tx, dialect, inputs, upsert)) written[outcome]++;
  return written;
}

async function refuseErased(tx: Db, { rows }: ContactBatch, erasureKey: KeyObject): Promise<LateRefusal[]> {
  const emails = rows.map((row) => row[0] as string);
  const erased = await erasedAmong(tx, erasureKey, emails);
  if (erased.size === 0) return [];
  return emails.flatMap((email, index) =>
    erased.has(email) ? [{ index, reason: contactErased(email).message }] : [],
  );
}

async function label(
  tx: Db,
  dialect: Store['dialect'],
  { labels, labelsOf }: ContactBatch,
  keyOf: ReadonlyMap<string, LabelKey>,
  newcomers: readonly [number, ContactKey][],
): Promise<void> {
  const keys = labels.map((name) => keyOf.get(name)!);
  const links: [LabelKey, ContactKey][] = [];
  for (const [place, contact] of newcomers) {
    for (const name of labelsOf[place]!) links.push([keys[name]!, contact]);
  }
  await linkLabels(tx, dialect, links);
}
