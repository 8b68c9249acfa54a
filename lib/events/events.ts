import {
  type EventBatch,
  eventBatchSchema,
  type EventFollowQuery,
  eventFollowQuerySchema,
  type EventList,
  type EventListQuery,
  type Events as EventsApi,
  type FollowedEvents,
  type IngestResult,
  type MailIngestInput,
  type NextEvents,
  type NextEventsQuery,
  nextEventsQuerySchema,
  type ProviderIngestInput,
  validate,
} from '../model';
import { followEvents } from './followEvents';
import { acknowledge, nextEvents } from './followers';
import { ingestMail, ingestProvider, type IntakeDependencies } from './intake/intake';
import { listEvents } from './listEvents';

export class Events implements EventsApi {
  constructor(private readonly deps: IntakeDependencies) {}

  list(query: EventListQuery = {}): Promise<EventList> {
    return listEvents(this.deps.store, query);
  }

  async follow(query: EventFollowQuery): Promise<FollowedEvents> {
    return followEvents(this.deps.store, validate(eventFollowQuerySchema, query, 'query'));
  }

  async next(query: NextEventsQuery): Promise<NextEvents> {
    return nextEvents(this.deps.store, validate(nextEventsQuerySchema, query, 'query'));
  }

  async acknowledge(batch: EventBatch): Promise<void> {
    await acknowledge(this.deps.store, validate(eventBatchSchema, batch, 'batch'));
  }

  ingestMail(input: MailIngestInput): Promise<IngestResult> {
    return ingestMail(this.deps, input);
  }

  ingestProvider(input: ProviderIngestInput): Promise<IngestResult> {
    return ingestProvider(this.deps, input);
  }
}
