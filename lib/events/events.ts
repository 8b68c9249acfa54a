import {
  type EventFollowQuery,
  eventFollowQuerySchema,
  type EventListQuery,
  type Events as EventsApi,
  type FollowedEvents,
  type IngestResult,
  type MailIngestInput,
  type MailtargetEvent,
  type Page,
  type ProviderIngestInput,
  validate,
} from '../model';
import { listEvents } from './eventLog';
import { followEvents } from './followEvents';
import { ingestMail, ingestProvider, type IntakeDependencies } from './intake/intake';

export class Events implements EventsApi {
  constructor(private readonly deps: IntakeDependencies) {}

  list(query: EventListQuery): Promise<Page<MailtargetEvent>> {
    return listEvents(this.deps.store.db, query);
  }

  async follow(query: EventFollowQuery): Promise<FollowedEvents> {
    return followEvents(this.deps.store, validate(eventFollowQuerySchema, query, 'query'));
  }

  ingestMail(input: MailIngestInput): Promise<IngestResult> {
    return ingestMail(this.deps, input);
  }

  ingestProvider(input: ProviderIngestInput): Promise<IngestResult> {
    return ingestProvider(this.deps, input);
  }
}
