import type { Db, NewEventRow } from '../store';

/** Appends to the log, in the caller's transaction: the event stands exactly when what it tells of does. */
export async function recordEvents(tx: Db, events: NewEventRow[]): Promise<void> {
  if (events.length > 0) await tx.insertInto('events').values(events).execute();
}
