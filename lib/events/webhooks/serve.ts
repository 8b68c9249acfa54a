import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WebhookRow } from '../../store';
import { attempt } from './attempt';
import { type Batch, batchOf } from './batch';
import type { DispatcherDependencies } from './dependencies';
import { recordRefusal } from './recordRefusal';
import { begun, passed, release, write, writeTaken } from './writes';

/**
 * Sends an endpoint batch after batch, until there is none, it does not take one, or somebody else sees to it.
 * @param webhook that nobody had a lease of when it was read
 */
export async function serve(
  deps: DispatcherDependencies,
  webhook: WebhookRow,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = deps;
  const owner = randomUUID();
  let isLeased = false;
  try {
    for (let current: WebhookRow | undefined = webhook; current?.enabled && !signal.aborted;) {
      const batch = await batchOf(deps, current);
      if (!batch) break;
      if (batch.events.length === 0) {
        // What it does not want, or what was erased.
        current = await write(store.db, current, passed(batch));
        // SQLite answers without leaving the thread: others have their turn now.
        await nextTurn();
        continue;
      }
      current = await write(store.db, current, begun(current, batch, owner, clock.now()));
      if (!current) break;
      isLeased = true;
      current = await sendBatch(deps, current, batch, signal);
    }
  } finally {
    if (isLeased) await release(store.db, webhook.id, owner);
  }
}

/** @returns the endpoint, where it is to be sent the next one */
async function sendBatch(
  deps: DispatcherDependencies,
  webhook: WebhookRow,
  batch: Batch,
  signal: AbortSignal,
): Promise<WebhookRow | undefined> {
  const { store, clock } = deps;
  const payload = { batchId: batch.id, retryCount: webhook.attempts, events: batch.events };
  const outcome = await attempt(deps, webhook, payload, signal);
  switch (outcome.type) {
    case 'taken':
      return writeTaken(store.db, webhook.id, batch, clock.now());
    case 'refused':
      return recordRefusal(deps, webhook, batch, outcome);
    case 'aborted':
      return undefined;
  }
}
