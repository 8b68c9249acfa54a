import type { Store } from '../store';
import { type Place, writtenBy } from './place';

/** What is written at the same time, in whatever order it becomes visible. */
const AT_ONCE_MS = 10 * 60_000;
/** A campaign is hardly scheduled and cancelled more often before its launch. */
const FIRST_EVENTS = 100;

/**
 * A place in the log before everything that happened from an instant on, as near to it as is known without an index by time: that of the
 * last launch before it. Nothing is recorded before it happened. Undefined where there was none.
 */
export async function placeBefore(store: Store, instant: number): Promise<Place | undefined> {
  const last = await store.db
    .selectFrom('campaigns')
    .select('id')
    .where('launched_at', '<', instant - AT_ONCE_MS)
    .orderBy('launched_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return undefined;
  const first = await store.db
    .selectFrom('events')
    .select(['sequence', 'type', writtenBy(store).as('writtenBy')])
    .where('campaign_id', '=', last.id)
    .orderBy('sequence')
    .limit(FIRST_EVENTS)
    .execute();
  return first.find(({ type }) => type === 'launched');
}
