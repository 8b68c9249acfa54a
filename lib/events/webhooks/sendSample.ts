import { randomUUID } from 'node:crypto';
import { type EventType, toId, toIso, type WebhookTestResult } from '../../model';
import { attempt } from './attempt';
import type { WebhookDependencies } from './dependencies';
import { throwUnlessTaken } from './http/answer';
import { samplePayload } from './samplePayload';
import { findWebhook } from './webhookRows';

/** Also to one that is switched off. @throws MailtargetError WEBHOOK_NOT_FOUND, WEBHOOK_FAILED */
export async function sendSample(deps: WebhookDependencies, id: string): Promise<WebhookTestResult> {
  const { store, clock } = deps;
  const webhook = await findWebhook(store.db, id);
  const start = clock.now();
  const payload = samplePayload(`test-${randomUUID()}`, {
    events: JSON.parse(webhook.events) as EventType[],
    campaignId: webhook.campaign_id === null ? '1' : toId(webhook.campaign_id),
    now: toIso(start),
  });
  const outcome = await attempt(deps, webhook, payload, store.closed);
  throwUnlessTaken(outcome);
  return { status: outcome.status, milliseconds: clock.now() - start };
}
