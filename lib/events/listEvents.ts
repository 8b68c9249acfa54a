import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { findContact } from '../audience';
import {
  type CampaignKey,
  type ContactKey,
  type EventList,
  type EventListQuery,
  eventListQuerySchema,
  type EventOrder,
  validate,
} from '../model';
import { findCampaign, type Store } from '../store';
import { EVENT_COLUMNS, toEvent, withEmail } from './eventRows';
import { type Place, toPlace, toPosition, writtenBy } from './place';
import { placeBefore } from './placeBefore';

/** Rows that are looked at in one go, where a filter may leave all of them out: some 20 ms. */
const LOOK = 10_000;

/** Where in the log to look, by its indexes. */
interface Range {
  campaign?: CampaignKey | undefined;
  contact?: ContactKey | undefined;
  order: EventOrder;
  /** Not with what is here, but from there on in that order. */
  after?: Place | undefined;
  /** No further than this, with what is here. */
  upTo?: Place | undefined;
  /** Nothing from before it. */
  notBefore?: Place | undefined;
}

/** @throws MailtargetError INVALID_INPUT, CAMPAIGN_NOT_FOUND, CONTACT_NOT_FOUND */
export async function listEvents(store: Store, query: EventListQuery): Promise<EventList> {
  const { campaignId, contact, types, order, limit, after, ...times } = validate(
    eventListQuerySchema,
    query,
    'query',
  );
  const from = times.from === undefined ? undefined : Date.parse(times.from);
  const until = times.until === undefined ? undefined : Date.parse(times.until);
  const range: Range = {
    campaign: campaignId === undefined ? undefined : (await findCampaign(store.db, campaignId)).id,
    contact: contact === undefined ? undefined : (await findContact(store.db, contact)).id,
    order,
    after: after === undefined ? undefined : toPlace(after),
    notBefore: from === undefined ? undefined : await placeBefore(store, from),
  };
  const isFiltered = (types ?? from ?? until) !== undefined;
  const upTo = isFiltered ? await placeAt(store, range, LOOK) : undefined;
  const rows = await within(store, { ...range, upTo })
    .$if(types !== undefined, (events) => events.where('type', 'in', types!))
    .$if(from !== undefined, (events) => events.where('at', '>=', from!))
    .$if(until !== undefined, (events) => events.where('at', '<', until!))
    .select(EVENT_COLUMNS)
    .select([withEmail, writtenBy(store).as('writtenBy')])
    .limit(limit + 1)
    .execute();
  const data = rows.slice(0, limit);
  const next = rows.length > limit ? data.at(-1) : upTo;
  return { data: data.map(toEvent), next: next ? toPosition(next) : null };
}

/** The place of the row with that number in a range, counted from 1; undefined where there are not as many. */
function placeAt(store: Store, range: Range, number: number): Promise<Place | undefined> {
  return within(store, range)
    .select(['sequence', writtenBy(store).as('writtenBy')])
    .limit(1)
    .offset(number - 1)
    .executeTakeFirst();
}

/**
 * In order. On Postgres the whole log is in the order of its transactions, which is indexed; what belongs to one campaign or contact is in
 * that of its numbers.
 */
function within(store: Store, { campaign, contact, order, after, upTo, notBefore }: Range) {
  const byTransaction = store.dialect === 'postgres' && campaign === undefined && contact === undefined;
  const compare = (operator: '<' | '<=' | '>' | '>=', { writtenBy, sequence }: Place): RawBuilder<SqlBool> =>
    byTransaction
      ? sql`(events.written_by, events.sequence) ${sql.raw(operator)} (${writtenBy}::xid8, ${sequence}::bigint)`
      : sql`events.sequence ${sql.raw(operator)} ${sequence}`;
  const isForward = order === 'oldest';
  const direction = isForward ? 'asc' : 'desc';
  return store.db
    .selectFrom('events')
    .$if(campaign !== undefined, (events) => events.where('campaign_id', '=', campaign!))
    .$if(contact !== undefined, (events) => events.where('contact_id', '=', contact!))
    .$if(after !== undefined, (events) => events.where(compare(isForward ? '>' : '<', after!)))
    .$if(upTo !== undefined, (events) => events.where(compare(isForward ? '<=' : '>=', upTo!)))
    .$if(notBefore !== undefined, (events) => events.where(compare('>=', notBefore!)))
    .$if(byTransaction, (events) => events.orderBy(sql.ref('events.written_by'), direction))
    .orderBy('events.sequence', direction);
}
