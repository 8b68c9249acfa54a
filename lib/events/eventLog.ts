import {
  type EventListQuery,
  type Events as EventsApi,
  eventListQuerySchema,
  type MailtargetEvent,
  type Page,
  toId,
  toIso,
  validate,
} from '../model';
import { type Db, type EventRow, findCampaign, type NewEventRow, paginate } from '../store';

/** Appends to the log, in the caller's transaction: the event stands exactly when what it tells of does. */
export async function recordEvents(tx: Db, events: NewEventRow[]): Promise<void> {
  if (events.length > 0) await tx.insertInto('events').values(events).execute();
}

export class Events implements EventsApi {
  constructor(private readonly db: Db) {}

  async list(query: EventListQuery): Promise<Page<MailtargetEvent>> {
    const { campaignId, type, ...page } = validate(eventListQuerySchema, query, 'query');
    const { id } = await findCampaign(this.db, campaignId);
    const matching = this.db
      .selectFrom('events')
      .where('campaign_id', '=', id)
      .$if(type !== undefined, (rows) => rows.where('type', '=', type!));
    return paginate(matching, page, (rows) => rows.selectAll().orderBy('sequence'), toEvent);
  }
}

const toEvent = ({ campaign_id, contact_id, at, ...row }: EventRow): MailtargetEvent => ({
  ...row,
  campaignId: toId(campaign_id),
  contactId: contact_id === null ? null : toId(contact_id),
  timestamp: toIso(at),
});
