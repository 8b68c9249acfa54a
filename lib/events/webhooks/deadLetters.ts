import {
  type DeadLetter,
  type DeadLetterListQuery,
  deadLetterListQuerySchema,
  type Key,
  MailtargetError,
  type Page,
  toId,
  toIso,
  toKey,
  validate,
  type WebhookKey,
} from '../../model';
import { type Db, type DeadLetterRow, paginate, type WebhookRow } from '../../store';
import { findWebhook } from './webhookRows';

/** Oldest first. @throws MailtargetError WEBHOOK_NOT_FOUND */
export async function listDeadLetters(
  db: Db,
  id: string,
  query: DeadLetterListQuery,
): Promise<Page<DeadLetter>> {
  const page = validate(deadLetterListQuerySchema, query, 'query');
  const { id: webhook } = await findWebhook(db, id);
  const letters = db.selectFrom('dead_letters').where('webhook_id', '=', webhook);
  return paginate(letters, page, (rows) => rows.selectAll().orderBy('id'), toDeadLetter);
}

/** @throws MailtargetError DEAD_LETTER_NOT_FOUND */
export async function findDeadLetter(db: Db, webhook: WebhookKey, id: string): Promise<DeadLetterRow> {
  const key = toKey<Key<'dead letter'>>(String(id));
  const row =
    key &&
    (await db
      .selectFrom('dead_letters')
      .selectAll()
      .where('id', '=', key)
      .where('webhook_id', '=', webhook)
      .executeTakeFirst());
  if (row) return row;
  throw new MailtargetError(
    'DEAD_LETTER_NOT_FOUND',
    `There is no dead letter "${String(id).slice(0, 100)}" of this webhook. It may have been replayed already: list them again.`,
    { field: 'deadLetterId' },
  );
}

/** The batch that an endpoint is at, as a place in the log. */
export async function insertDeadLetter(
  tx: Db,
  webhook: WebhookRow,
  error: string,
  now: number,
): Promise<void> {
  await tx
    .insertInto('dead_letters')
    .values({
      webhook_id: webhook.id,
      batch_id: webhook.batch_id!,
      position: webhook.position,
      until: webhook.until!,
      events: webhook.events,
      campaign_id: webhook.campaign_id,
      error,
      attempts: webhook.attempts + 1,
      first_attempt_at: webhook.first_attempt_at!,
      last_attempt_at: now,
    })
    .execute();
}

const toDeadLetter = (row: DeadLetterRow): DeadLetter => ({
  id: toId(row.id),
  error: row.error,
  attempts: row.attempts,
  firstAttemptAt: toIso(row.first_attempt_at),
  lastAttemptAt: toIso(row.last_attempt_at),
});
