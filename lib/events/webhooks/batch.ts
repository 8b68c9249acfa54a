import { randomUUID } from 'node:crypto';
import { type EventType, type MailtargetEvent, MAX_EVENTS, toId } from '../../model';
import type { DeadLetterRow, WebhookRow } from '../../store';
import { eventsUpTo, followEvents } from '../followEvents';
import { toPlace } from '../place';
import type { WebhookDependencies } from './dependencies';
import { messageIdsOf } from './messageIds';
import { toWebhookEvent, type WebhookEvent } from './payload';

const MAX_BATCH = 500;
const MAX_BYTES = 512 * 1024;

/** What is sent at a time, and where in the log it ends. */
export interface Batch {
  /** The same however often it is tried. */
  id: string;
  until: string;
  events: WebhookEvent[];
}

type Source = Pick<WebhookDependencies, 'store' | 'storeId'>;
type Range = Pick<DeadLetterRow, 'position' | 'until' | 'events' | 'campaign_id'>;

/** The batch under way, or else the next one; undefined at the end of the log. */
export async function batchOf(source: Source, webhook: WebhookRow): Promise<Batch | undefined> {
  const { batch_id: id, until } = webhook;
  if (id === null || until === null) return nextBatch(source, webhook);
  return { id, until, events: await eventsIn(source, { ...webhook, until }) };
}

/** As they are now: what was erased since is not in them any more. */
export async function eventsIn(source: Source, range: Range): Promise<WebhookEvent[]> {
  const query = { ...filterOf(range), after: range.position, limit: MAX_EVENTS };
  return toldOf(source, (await eventsUpTo(source.store, query, toPlace(range.until))).events);
}

async function nextBatch(source: Source, webhook: WebhookRow): Promise<Batch | undefined> {
  const { position: after } = webhook;
  for (let limit = MAX_BATCH; ; limit = Math.ceil(limit / 2)) {
    const followed = await followEvents(source.store, { ...filterOf(webhook), after, limit });
    if (followed.position === after) return undefined;
    const events = await toldOf(source, followed.events);
    if (limit === 1 || Buffer.byteLength(JSON.stringify(events)) <= MAX_BYTES) {
      return { id: randomUUID(), until: followed.position, events };
    }
  }
}

async function toldOf(
  { store, storeId }: Source,
  events: readonly MailtargetEvent[],
): Promise<WebhookEvent[]> {
  const messageIdOf = await messageIdsOf(store.db, storeId, events);
  return events.map((event) => toWebhookEvent(event, messageIdOf(event)));
}

const filterOf = ({ events, campaign_id }: Pick<Range, 'events' | 'campaign_id'>) => ({
  types: JSON.parse(events) as EventType[],
  ...(campaign_id !== null && { campaignId: toId(campaign_id) }),
});
