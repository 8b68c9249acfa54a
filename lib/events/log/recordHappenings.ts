import type { ContactKey } from '../../model';
import type { Db, Store } from '../../store';
import { changeContacts } from './changeContacts';
import { countHappenings } from './countHappenings';
import type { Happening } from './happening';
import { keyList } from './keyList';
import { insertHappenings } from './insertHappenings';
import { markDeliveries } from './markDeliveries';
import { noteEngagement } from './noteEngagement';

/**
 * Writes down what happened to deliveries, with everything that follows from it, in the caller's transaction: the log, the counters,
 * the deliveries, what is known of the contacts, and who must not be mailed again. What was told before changes nothing, and of
 * somebody who was erased nothing is written.
 * @param all some thousands at most
 * @returns what was not known before
 */
export async function recordHappenings(
  tx: Db,
  dialect: Store['dialect'],
  all: readonly Happening[],
  now: number,
): Promise<Happening[]> {
  if (all.length === 0) return [];
  const kept = await lockContacts(
    tx,
    dialect,
    all.map(({ contact }) => contact),
  );
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

/** The contacts come before everything else, in order, as whoever sends and whoever erases has it: nobody waits in a circle. */
async function lockContacts(
  tx: Db,
  dialect: Store['dialect'],
  contacts: readonly ContactKey[],
): Promise<ReadonlySet<ContactKey>> {
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', keyList(dialect, contacts))
    .orderBy('id')
    .$if(dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute();
  return new Set(rows.map(({ id }) => id));
}
