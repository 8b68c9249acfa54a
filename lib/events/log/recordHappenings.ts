import type { ContactKey } from '../../model';
import type { Db, Store } from '../../store';
import { changeContacts } from './changeContacts';
import { countHappenings } from './countHappenings';
import type { Happening } from './happening';
import { insertHappenings } from './insertHappenings';
import { lockContacts } from './lockContacts';
import { markDeliveries } from './markDeliveries';
import { noteEngagement } from './noteEngagement';

/**
 * Writes down what happened to deliveries, with everything that follows from it, in the caller's transaction: the log, the counters,
 * the deliveries, what is known of the contacts, and who must not be mailed again. What was told before changes nothing, and of
 * somebody who was erased nothing is written.
 * @param all some thousands at most
 * @param locked those of their contacts that are there, where the caller has locked them to change already
 * @returns what was not known before
 */
export async function recordHappenings(
  tx: Db,
  dialect: Store['dialect'],
  all: readonly Happening[],
  now: number,
  locked?: ReadonlySet<ContactKey>,
): Promise<Happening[]> {
  if (all.length === 0) return [];
  const contacts = all.map(({ contact }) => contact);
  const kept = locked ?? (await lockContacts(tx, dialect, contacts, 'to change'));
  const told = all.filter(({ contact }) => kept.has(contact));
  const happened = await insertHappenings(tx, dialect, told);
  const firsts = await markDeliveries(tx, dialect, happened);
  await countHappenings(tx, happened, firsts);
  await noteEngagement(tx, dialect, happened);
  // Whoever came back and leaves again by the same link leaves all the same.
  const leaving = told.filter(({ type }) => type === 'unsubscribe');
  await changeContacts(tx, [...happened.filter(({ type }) => type !== 'unsubscribe'), ...leaving], now);
  return happened;
}
