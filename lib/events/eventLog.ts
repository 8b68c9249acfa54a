import {
  type EventListQuery,
  eventListQuerySchema,
  type MailtargetEvent,
  type Page,
  validate,
} from '../model';
import { type Db, findCampaign, type NewEventRow, paginate } from '../store';
import { EVENT_COLUMNS, toEvent, withEmail } from './eventRows';

/** Appends to the log, in the caller's transaction: the event stands exactly when what it tells of does. */
export async function recordEvents(tx: Db, events: NewEventRow[]): Promise<void> {
  if (events.length > 0) await tx.insertInto('events').values(events).execute();
}

/** One campaign's. @throws MailtargetError CAMPAIGN_NOT_FOUND */
export async function listEvents(db: Db, query: EventListQuery): Promise<Page<MailtargetEvent>> {
  const { campaignId, type, ...page } = validate(eventListQuerySchema, query, 'query');
  const { id } = await findCampaign(db, campaignId);
  const matching = db
    .selectFrom('events')
    .where('campaign_id', '=', id)
    .$if(type !== undefined, (rows) => rows.where('type', '=', type!));
  return paginate(
    matching,
    page,
    (rows) => rows.select(EVENT_COLUMNS).select(withEmail).orderBy('sequence'),
    toEvent,
  );
}
