import { type Clock, type WebhookChanges, webhookChangesSchema, validate } from '../../model';
import { findCampaign, type WebhookRow } from '../../store';
import { refuseAddress } from './addresses/refuseAddress';
import { reachOf, type WebhookDependencies } from './dependencies';
import { findWebhook, webhookNotFound } from './webhookRows';

/** @throws MailtargetError WEBHOOK_NOT_FOUND, WEBHOOK_ADDRESS_REFUSED, CAMPAIGN_NOT_FOUND */
export async function updateWebhook(
  deps: WebhookDependencies,
  id: string,
  changes: WebhookChanges,
): Promise<WebhookRow> {
  const { store, clock, settings } = deps;
  const { db } = store;
  const valid = validate(webhookChangesSchema, changes, 'webhook');
  const { url, events, campaignId, description, secret, enabled } = valid;
  const before = await findWebhook(db, id);
  if (url !== undefined) await refuseAddress(url, await reachOf(deps), clock);
  const endpoint = {
    ...(url !== undefined && { url }),
    ...(secret !== undefined && { secret: settings.webhookSecrets.encrypt(secret, before.id) }),
    ...(enabled !== undefined && { enabled: enabled ? 1 : 0, disabled_reason: null }),
  };
  const filter = {
    ...(events && { events: JSON.stringify(events) }),
    ...(campaignId !== undefined && {
      campaign_id: campaignId === null ? null : (await findCampaign(db, campaignId)).id,
    }),
  };
  const isSeenTo = isAny({ ...endpoint, ...filter });
  const written = {
    ...(description !== undefined && { description }),
    ...endpoint,
    ...filter,
    // Of another filter it is another batch.
    ...(isAny(filter) && { until: null, batch_id: null }),
    ...(isSeenTo && startedAnew(clock)),
  };
  if (!isAny(written)) return before;
  const row = await db
    .updateTable('webhooks')
    .set((eb) => ({ ...written, ...(isSeenTo && { revision: eb('revision', '+', 1) }) }))
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw webhookNotFound(id);
  return row;
}

/** Somebody saw to it: it is tried at once, and then as long as one that never failed. */
const startedAnew = (clock: Clock) => ({
  attempts: 0,
  first_attempt_at: null,
  next_attempt_at: clock.now(),
  last_chance: 0,
});

const isAny = (changes: object): boolean => Object.keys(changes).length > 0;
