import { randomBytes } from 'node:crypto';
import { type EmailMarketing, type EventType, MailtargetError, type Webhook } from '../../lib/model';
import { listUpTo } from '../Mailtarget/listUpTo';

/** What n8n keeps for the node. */
export interface Kept {
  webhookId?: string;
  secret?: string;
}

/** What is to be told, and where. */
export interface Wanted {
  url: string;
  events: readonly EventType[];
  campaignId: string | null;
}

const DESCRIPTION = 'Mailtarget Trigger in n8n';
const SECRET_BYTES = 32;

/** Makes the webhook that there is as it is wanted. @returns false where there is none */
export async function mend({ webhooks }: EmailMarketing, kept: Kept, wanted: Wanted): Promise<boolean> {
  const found = await find(webhooks, kept, wanted.url);
  if (!found) return false;
  // Of one that was found by its URL, nobody here knows the secret.
  const secret = found.id === kept.webhookId && kept.secret ? undefined : secretOf(kept);
  const changes = { ...differences(found, wanted), ...(secret && { secret }) };
  if (Object.keys(changes).length > 0) await webhooks.update(found.id, changes);
  if (kept.webhookId !== found.id) kept.webhookId = found.id;
  return true;
}

export async function register(engine: EmailMarketing, kept: Kept, wanted: Wanted): Promise<void> {
  if (await mend(engine, kept, wanted)) return;
  const { url, events, campaignId } = wanted;
  const input = { url, events: [...events], campaignId, description: DESCRIPTION, secret: secretOf(kept) };
  kept.webhookId = (await engine.webhooks.create(input)).id;
}

/** One that is gone already is no error. */
export async function unregister({ webhooks }: EmailMarketing, kept: Kept, url: string): Promise<void> {
  const found = await find(webhooks, kept, url);
  if (found) await orGone(webhooks.delete(found.id));
  delete kept.webhookId;
}

/**
 * By the id, else by the URL: n8n writes what it keeps for a node back whole after each request, so that the id may be one from before
 * the last registration. The secret stays the same for that reason.
 */
async function find(
  webhooks: EmailMarketing['webhooks'],
  { webhookId }: Kept,
  url: string,
): Promise<Webhook | undefined> {
  const known = webhookId === undefined ? undefined : await orGone(webhooks.get(webhookId));
  // The credential may lead to another engine now, where the id is somebody else's.
  if (known && pathOf(known.url) === pathOf(url)) return known;
  const all = await listUpTo(Infinity, (page) => webhooks.list(page));
  return all.find((webhook) => webhook.url === url);
}

/** What of the URL is the node's own, wherever its n8n is. */
const pathOf = (url: string): string => new URL(url).pathname.split('/').slice(-3).join('/');

const orGone = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof MailtargetError && error.code === 'WEBHOOK_NOT_FOUND') return undefined;
    throw error;
  });

/** The one that there is, or a new one. */
export const secretOf = (kept: Kept): string =>
  (kept.secret ??= `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`);

function differences(found: Webhook, { url, events, campaignId }: Wanted) {
  const isSame = found.events.length === events.length && events.every((type) => found.events.includes(type));
  return {
    ...(found.url !== url && { url }),
    ...(!isSame && { events: [...events] }),
    ...(found.campaignId !== campaignId && { campaignId }),
    ...(!found.enabled && { enabled: true }),
  };
}
