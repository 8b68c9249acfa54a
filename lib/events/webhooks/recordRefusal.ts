import { MailtargetError, toId } from '../../model';
import { transact, type WebhookRow } from '../../store';
import type { Batch } from './batch';
import { insertDeadLetter } from './deadLetters';
import type { DispatcherDependencies } from './dependencies';
import type { Refusal } from './http/answer';
import { type Settlement, settle } from './settle';
import { passed, write } from './writes';

/** @returns the endpoint, where it is to be sent the next batch */
export async function recordRefusal(
  { store: { db }, clock, onError }: DispatcherDependencies,
  webhook: WebhookRow,
  batch: Batch,
  refusal: Refusal,
): Promise<WebhookRow | undefined> {
  const now = clock.now();
  const settlement = settle(webhook, refusal, now, Math.random());
  const failed = {
    attempts: webhook.attempts + 1,
    failing_since: webhook.failing_since ?? webhook.first_attempt_at,
    last_error: refusal.error,
    ...changesOf(settlement, batch),
  };
  const written = await transact(db, async (tx) => {
    const row = await write(tx, webhook, failed);
    if (row && settlement.type === 'dead') await insertDeadLetter(tx, webhook, refusal.error, now);
    return row;
  });
  if (!written || settlement.type === 'retry') return undefined;
  onError('webhook', trouble(webhook, settlement));
  return settlement.type === 'dead' ? written : undefined;
}

function changesOf(settlement: Settlement, batch: Batch) {
  switch (settlement.type) {
    case 'retry':
      return { next_attempt_at: settlement.at };
    case 'dead':
      return { ...passed(batch), last_chance: 1 };
    case 'off':
      return { enabled: 0, disabled_reason: settlement.reason };
  }
}

/** For a log: without the path of its URL, in which a secret may be, and without what it said, which may repeat that. */
function trouble({ id, url }: WebhookRow, { type }: Settlement): MailtargetError {
  const name = `Webhook ${toId(id)} (${new URL(url).host})`;
  return new MailtargetError(
    'WEBHOOK_FAILED',
    type === 'off'
      ? `${name} was switched off. Its disabledReason says why.`
      : `${name} did not take a batch of events in a day, which is kept as a dead letter. Its lastError says why.`,
  );
}
