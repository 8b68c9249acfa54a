import type {
  EventBatch,
  EventFollowQuery,
  EventList,
  EventListQuery,
  FollowedEvents,
  NextEvents,
  NextEventsQuery,
} from '../event';
import type { IngestResult, MailIngestInput, ProviderIngestInput } from '../ingest';

export interface Events {
  /** What is in the log, a part at a time. Throws CAMPAIGN_NOT_FOUND, CONTACT_NOT_FOUND. To miss nothing while it grows, follow it. */
  list(query?: EventListQuery): Promise<EventList>;
  /**
   * The events of all campaigns behind a position in the log; each comes once, however many write at the same time. Where a filter leaves
   * most of them out there may be none, and the position moves on all the same.
   */
  follow(query: EventFollowQuery): Promise<FollowedEvents>;
  /**
   * The next events for a follower whose place in the log is kept here; a new one begins at its end. Until it is acknowledged the same batch comes
   * again, after a restart too: whoever deals with it under the name of the batch can tell a repeat.
   */
  next(query: NextEventsQuery): Promise<NextEvents>;
  /** Twice is once. */
  acknowledge(batch: EventBatch): Promise<void>;
  /**
   * Takes up what a mail to the bounce mailbox reports: a bounce, a complaint. It is matched by its signed return path, else by the
   * Message-ID, else by the address in it. The same report again changes nothing.
   */
  ingestMail(input: MailIngestInput): Promise<IngestResult>;
  /**
   * Takes up what the webhook of a provider reports. Throws WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE, PROVIDER_UNREACHABLE.
   */
  ingestProvider(input: ProviderIngestInput): Promise<IngestResult>;
}
