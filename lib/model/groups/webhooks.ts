import type { Page } from '../page';
import type {
  DeadLetter,
  DeadLetterListQuery,
  Webhook,
  WebhookChanges,
  WebhookInput,
  WebhookListQuery,
  WebhookTestResult,
  WebhookWithSecret,
} from '../webhook';

/** Endpoints of others that are told of events. An unknown id is WEBHOOK_NOT_FOUND everywhere. */
export interface Webhooks {
  /**
   * Tells it of what happens from now on. Its secret is in this answer only. Throws WEBHOOK_ADDRESS_REFUSED (an address in a private
   * network that is not allowed), CAMPAIGN_NOT_FOUND, TOO_MANY_WEBHOOKS.
   */
  create(input: WebhookInput): Promise<WebhookWithSecret>;
  get(id: string): Promise<Webhook>;
  /** In the order they were made. */
  list(query?: WebhookListQuery): Promise<Page<Webhook>>;
  /** One that is switched on again goes on where it was, so that it misses nothing. Throws as create does. */
  update(id: string, changes: WebhookChanges): Promise<Webhook>;
  /** With its dead letters. */
  delete(id: string): Promise<void>;
  /** Sends a sample of each of its events now. Throws WEBHOOK_FAILED, with what it answered. */
  test(id: string): Promise<WebhookTestResult>;
  /** What it did not take in a day, oldest first. */
  listDeadLetters(id: string, query?: DeadLetterListQuery): Promise<Page<DeadLetter>>;
  /**
   * Sends a dead letter again now, under the same webhook-id, and forgets it once it is taken. Throws DEAD_LETTER_NOT_FOUND, WEBHOOK_FAILED.
   */
  replay(id: string, deadLetterId: string): Promise<void>;
}
