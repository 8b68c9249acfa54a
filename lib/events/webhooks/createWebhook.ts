import { randomBytes } from 'node:crypto';
import { MAX_WEBHOOKS, MailtargetError, type WebhookInput, webhookInputSchema, validate } from '../../model';
import { type Db, findCampaign, lockUntilCommit, transact, type WebhookRow } from '../../store';
import { followEvents } from '../followEvents';
import { refuseAddress } from './addresses/refuseAddress';
import { reachOf, type WebhookDependencies } from './dependencies';

const SECRET_BYTES = 32;

/**
 * An endpoint that is told of what happens from now on.
 * @throws MailtargetError WEBHOOK_ADDRESS_REFUSED, CAMPAIGN_NOT_FOUND, TOO_MANY_WEBHOOKS
 */
export async function createWebhook(
  deps: WebhookDependencies,
  input: WebhookInput,
): Promise<{ row: WebhookRow; secret: string }> {
  const { store, clock, settings } = deps;
  const { campaignId, ...given } = validate(webhookInputSchema, input, 'webhook');
  const { url, events, description, secret = newSecret() } = given;
  await refuseAddress(url, await reachOf(deps), clock);
  const campaign = campaignId === null ? null : (await findCampaign(store.db, campaignId)).id;
  const { position } = await followEvents(store, {});
  const row = await transact(store.db, async (tx) => {
    await lockUntilCommit(tx, store.dialect, 'webhooks', 'alone');
    await refuseTooMany(tx);
    const { id } = await tx
      .insertInto('webhooks')
      .values({
        url,
        events: JSON.stringify(events),
        campaign_id: campaign,
        description,
        // Encrypted for its key, which is known now.
        secret: '',
        position,
        created_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return tx
      .updateTable('webhooks')
      .set({ secret: settings.webhookSecrets.encrypt(secret, id) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return { row, secret };
}

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

async function refuseTooMany(tx: Db): Promise<void> {
  const { count } = await tx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count < MAX_WEBHOOKS) return;
  throw new MailtargetError(
    'TOO_MANY_WEBHOOKS',
    `There are ${MAX_WEBHOOKS} webhooks already, and no more are possible. Delete one that is not needed.`,
  );
}
