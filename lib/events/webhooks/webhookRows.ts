import type { ExpressionBuilder } from 'kysely';
import {
  type EventType,
  MailtargetError,
  toId,
  toIso,
  toIsoOrNull,
  toKey,
  type Webhook,
  type WebhookKey,
} from '../../model';
import type { Db, Tables, WebhookRow } from '../../store';

export const webhookNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'WEBHOOK_NOT_FOUND',
    `There is no webhook "${String(id).slice(0, 100)}". Choose one from the list of webhooks.`,
    { field: 'webhookId' },
  );

/** @throws MailtargetError WEBHOOK_NOT_FOUND */
export async function findWebhook(db: Db, id: string): Promise<WebhookRow> {
  // A caller without types may give anything.
  const key = toKey<WebhookKey>(String(id));
  const row = key && (await db.selectFrom('webhooks').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw webhookNotFound(id);
  return row;
}

export const withDeadLetters = (eb: ExpressionBuilder<Tables, 'webhooks'>) =>
  eb
    .selectFrom('dead_letters')
    .select((letters) => letters.fn.countAll<number>().as('count'))
    .whereRef('dead_letters.webhook_id', '=', 'webhooks.id')
    .as('deadLetters');

export const toWebhook = (row: WebhookRow & { deadLetters: number | null }): Webhook => ({
  id: toId(row.id),
  url: row.url,
  events: JSON.parse(row.events) as EventType[],
  campaignId: row.campaign_id === null ? null : toId(row.campaign_id),
  description: row.description,
  enabled: row.enabled === 1,
  disabledReason: row.disabled_reason,
  failingSince: toIsoOrNull(row.failing_since),
  lastError: row.last_error,
  nextAttemptAt: row.enabled === 1 && row.failing_since !== null ? toIso(row.next_attempt_at) : null,
  lastDeliveredAt: toIsoOrNull(row.last_delivered_at),
  deadLetters: row.deadLetters ?? 0,
  createdAt: toIso(row.created_at),
});
