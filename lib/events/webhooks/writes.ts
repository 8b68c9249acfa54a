import type { Updateable } from 'kysely';
import type { WebhookKey } from '../../model';
import type { Db, Tables, WebhookRow } from '../../store';
import type { Batch } from './batch';

/** Longer than an attempt and what is written after it take: nobody else sends to the endpoint meanwhile. */
const LEASE_MS = 60_000;

type Changes = Updateable<Tables['webhooks']>;

/** As it is then. Undefined, and nothing is written, where somebody else changed it since it was read, or deleted it. */
export function write(
  db: Db,
  { id, revision }: WebhookRow,
  changes: Changes,
): Promise<WebhookRow | undefined> {
  return db
    .updateTable('webhooks')
    .set({ ...changes, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst();
}

/** Before it is sent, so that it is the same batch that is sent after a crash. */
export const begun = (webhook: WebhookRow, { id, until }: Batch, owner: string, now: number): Changes => ({
  until,
  batch_id: id,
  first_attempt_at: webhook.first_attempt_at ?? now,
  lease_owner: owner,
  lease_until: now + LEASE_MS,
});

/** The next batch begins where this one ends. */
export const passed = ({ until }: Batch): Changes => ({
  position: until,
  until: null,
  batch_id: null,
  attempts: 0,
  first_attempt_at: null,
  next_attempt_at: 0,
});

/**
 * Also where somebody changed it since it was read, so that it is not told again: but for its filter, of which it is another batch.
 * Undefined where it is another, or deleted.
 */
export function writeTaken(
  db: Db,
  id: WebhookKey,
  batch: Batch,
  now: number,
): Promise<WebhookRow | undefined> {
  return db
    .updateTable('webhooks')
    .set((eb) => ({
      ...passed(batch),
      last_chance: 0,
      failing_since: null,
      last_error: null,
      last_delivered_at: now,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .where('batch_id', '=', batch.id)
    .returningAll()
    .executeTakeFirst();
}

export async function release(db: Db, id: WebhookKey, owner: string): Promise<void> {
  await db
    .updateTable('webhooks')
    .set({ lease_owner: null, lease_until: 0 })
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .execute();
}
