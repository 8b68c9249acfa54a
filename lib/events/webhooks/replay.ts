import { attempt } from './attempt';
import { eventsIn } from './batch';
import { findDeadLetter } from './deadLetters';
import type { WebhookDependencies } from './dependencies';
import { throwUnlessTaken } from './http/answer';
import { findWebhook } from './webhookRows';

/**
 * Sends a dead letter once more, and forgets it once it is taken.
 * @throws MailtargetError WEBHOOK_NOT_FOUND, DEAD_LETTER_NOT_FOUND, WEBHOOK_FAILED
 */
export async function replay(deps: WebhookDependencies, id: string, deadLetterId: string): Promise<void> {
  const { store, clock } = deps;
  const { db } = store;
  const webhook = await findWebhook(db, id);
  const letter = await findDeadLetter(db, webhook.id, deadLetterId);
  const events = await eventsIn(deps, letter);
  // All of it may be erased by now.
  if (events.length > 0) {
    const payload = { batchId: letter.batch_id, retryCount: letter.attempts, events };
    const outcome = await attempt(deps, webhook, payload, store.closed);
    if (outcome.type === 'refused') {
      await db
        .updateTable('dead_letters')
        .set({ error: outcome.error, attempts: letter.attempts + 1, last_attempt_at: clock.now() })
        .where('id', '=', letter.id)
        .execute();
    }
    throwUnlessTaken(outcome);
  }
  await db.deleteFrom('dead_letters').where('id', '=', letter.id).execute();
}
