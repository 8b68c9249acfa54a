import { type EventBatch, MAX_EVENTS, type NextEvents, type NextEventsQuery } from '../model';
import type { Store } from '../store';
import { eventsUpTo, followEvents } from './followEvents';
import { toPlace } from './place';

/** Where the batch that was handed out ends is kept with the follower: after a crash it is the same batch that comes again. */
export async function nextEvents(store: Store, query: NextEventsQuery): Promise<NextEvents> {
  const { follower, ...filter } = query;
  const known = await store.db
    .selectFrom('followers')
    .selectAll()
    .where('name', '=', follower)
    .executeTakeFirst();
  if (!known) {
    await begin(store, follower);
    return { events: [], batch: null };
  }
  const { position: after, until } = known;
  if (until !== null) {
    const { events } = await eventsUpTo(store, { ...filter, after, limit: MAX_EVENTS }, toPlace(until));
    return { events, batch: until };
  }
  const { events, position } = await followEvents(store, { ...filter, after });
  if (position === after) return { events, batch: null };
  // What nobody asked for needs no acknowledgement.
  const hasEvents = events.length > 0;
  await store.db
    .updateTable('followers')
    .set(hasEvents ? { until: position } : { position })
    .where('name', '=', follower)
    .where('position', '=', after)
    .execute();
  return { events, batch: hasEvents ? position : null };
}

export async function acknowledge({ db }: Store, { follower, batch }: EventBatch): Promise<void> {
  await db
    .updateTable('followers')
    .set({ position: batch, until: null })
    .where('name', '=', follower)
    .where('until', '=', batch)
    .execute();
}

/** At the end of the log: what was before concerns nobody who was not there. */
async function begin(store: Store, name: string): Promise<void> {
  const { position } = await followEvents(store, {});
  await store.db
    .insertInto('followers')
    .values({ name, position, until: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}
