import type { Generated, GeneratedAlways, Selectable } from 'kysely';
import type { CampaignKey, Key, WebhookKey } from '../../model';

/** Who is told of it. */
export interface WebhookTables {
  webhooks: WebhooksTable;
  dead_letters: DeadLettersTable;
}

/** Endpoints of others that are told of events: followers of the log as well. */
interface WebhooksTable {
  id: GeneratedAlways<WebhookKey>;
  url: string;
  /** JSON array of the types of events. */
  events: string;
  campaign_id: CampaignKey | null;
  description: string;
  /** Encrypted. */
  secret: string;
  /** 1 or 0. */
  enabled: Generated<number>;
  disabled_reason: Generated<string | null>;
  /** Up to there everything was delivered, or is a dead letter. */
  position: string;
  /** The end of the batch that is under way, and what it is called. */
  until: Generated<string | null>;
  batch_id: Generated<string | null>;
  /** At that batch. */
  attempts: Generated<number>;
  first_attempt_at: Generated<number | null>;
  next_attempt_at: Generated<number>;
  /** 1 once a batch became a dead letter: the next one is tried once. */
  last_chance: Generated<number>;
  failing_since: Generated<number | null>;
  last_error: Generated<string | null>;
  last_delivered_at: Generated<number | null>;
  /** Counts up with each write but of the description, so that whoever read it can tell whether somebody wrote since. */
  revision: Generated<number>;
  /** Who sends to it, and until when. */
  lease_owner: Generated<string | null>;
  lease_until: Generated<number>;
  created_at: number;
}
export type WebhookRow = Selectable<WebhooksTable>;

/** Batches that an endpoint did not take, as places in the log: what is erased there is erased here. */
interface DeadLettersTable {
  id: GeneratedAlways<Key<'dead letter'>>;
  webhook_id: WebhookKey;
  batch_id: string;
  position: string;
  until: string;
  /** The filter, as it was. */
  events: string;
  campaign_id: CampaignKey | null;
  error: string;
  attempts: number;
  first_attempt_at: number;
  last_attempt_at: number;
}
export type DeadLetterRow = Selectable<DeadLettersTable>;
