import { type SqlBool, sql } from 'kysely';
import {
  type CampaignKey,
  type EventFollowQuery,
  type EventType,
  type FollowedEvents,
  toKey,
} from '../model';
import type { Store } from '../store';
import { EVENT_COLUMNS, toEvent, withEmail } from './eventRows';
import { isBehind, type Place, START, toPlace, toPosition, writtenBy } from './place';

const DEFAULT_LIMIT = 100;
/** So many events are looked at for each that is asked for, where a filter leaves most of them out. */
const LOOK_FACTOR = 20;

/**
 * The events behind a place in the log, in an order in which none appears before one that was read already. On Postgres numbers of a
 * sequence become visible out of order: there the order is that of the transactions, and only what was written before the oldest one
 * that is still open is looked at.
 */
export async function followEvents(store: Store, query: EventFollowQuery): Promise<FollowedEvents> {
  const { after, limit = DEFAULT_LIMIT } = query;
  if (after === undefined) return { events: [], position: toPosition(await endOf(store)) };
  const end = await placeBehind(store, toPlace(after), limit * LOOK_FACTOR);
  return end ? eventsUpTo(store, { ...query, after }, end) : { events: [], position: after };
}

/** So many events on, or where the log ends before that; undefined at its end. The places in between stay in the database. */
export function placeBehind(store: Store, after: Place, events: number): Promise<Place | undefined> {
  const looked = behind(store, after)
    .select(['sequence', writtenBy(store).as('writtenBy')])
    .limit(events)
    .as('looked');
  const places = store.db.selectFrom(looked).select(['looked.sequence', 'looked.writtenBy']);
  const last =
    store.dialect === 'sqlite'
      ? places.orderBy('looked.sequence', 'desc')
      : places.orderBy(sql`looked."writtenBy"::xid8`, 'desc').orderBy('looked.sequence', 'desc');
  return last.limit(1).executeTakeFirst();
}

/** The kinds of events up to a place. */
export function kindsUpTo(
  store: Store,
  after: Place,
  end: Place,
): Promise<{ type: EventType; campaign: CampaignKey }[]> {
  return settledBehind(store, after)
    .where((eb) => eb.not(isBehind(store, end)))
    .select(['type', 'campaign_id as campaign'])
    .distinct()
    .execute();
}

/** The events up to a place, or the first of them. */
export async function eventsUpTo(
  store: Store,
  { after, limit = DEFAULT_LIMIT, types, campaignId }: EventFollowQuery & { after: string },
  end: Place,
): Promise<FollowedEvents> {
  const rows = await behind(store, toPlace(after))
    .where((eb) => eb.not(isBehind(store, end)))
    .$if(types !== undefined, (events) => events.where('type', 'in', types!))
    .$if(campaignId !== undefined, (events) =>
      events.where('campaign_id', '=', toKey<CampaignKey>(campaignId!) ?? (-1 as CampaignKey)),
    )
    .select(EVENT_COLUMNS)
    .select([withEmail, writtenBy(store).as('writtenBy')])
    .limit(limit)
    .execute();
  return {
    events: rows.map(toEvent),
    position: toPosition(rows.length === limit ? rows.at(-1)! : end),
  };
}

/** In order. */
function behind(store: Store, place: Place) {
  const events = settledBehind(store, place);
  return store.dialect === 'sqlite'
    ? events.orderBy('sequence')
    : events.orderBy(sql.ref('written_by')).orderBy('sequence');
}

/** What nobody can write in front of any more. */
function settledBehind(store: Store, place: Place) {
  const events = store.db.selectFrom('events').where(isBehind(store, place));
  return store.dialect === 'sqlite' ? events : events.where(isSettled);
}

/** The place of the last event there is. */
async function endOf(store: Store): Promise<Place> {
  const events = store.db.selectFrom('events').select(['sequence', writtenBy(store).as('writtenBy')]);
  const last =
    store.dialect === 'sqlite'
      ? events.orderBy('sequence', 'desc')
      : events.where(isSettled).orderBy(sql.ref('written_by'), 'desc').orderBy('sequence', 'desc');
  return (await last.limit(1).executeTakeFirst()) ?? START;
}

const isSettled = sql<SqlBool>`events.written_by < pg_snapshot_xmin(pg_current_snapshot())`;
