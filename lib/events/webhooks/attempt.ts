import { Webhook } from 'standardwebhooks';
import { MailtargetError, plainText } from '../../model';
import type { WebhookRow } from '../../store';
import { reachOf, type WebhookDependencies } from './dependencies';
import { judge, type Outcome } from './http/answer';
import type * as Http from './http/post';
import type { WebhookPayload } from './payload';

/** Until its answer, with all that comes before it: whoever has waited longer may have lost the lease. */
const PATIENCE_MS = 15_000;

/** Sends it once, signed. */
export async function attempt(
  deps: WebhookDependencies,
  webhook: Pick<WebhookRow, 'id' | 'url' | 'secret'>,
  payload: WebhookPayload,
  signal: AbortSignal,
): Promise<Outcome> {
  const { clock, settings } = deps;
  const begun = clock.now();
  const body = JSON.stringify(payload);
  const secret = settings.webhookSecrets.decrypt(webhook.secret, webhook.id);
  const headers = headersOf(secret, payload.batchId, begun, body);
  const reach = await reachOf(deps);
  const tooLong = new AbortController();
  const cancel = clock.at(begun + PATIENCE_MS, () => tooLong.abort());
  try {
    const either = AbortSignal.any([signal, tooLong.signal]);
    return judge(await http().post({ url: webhook.url, headers, body }, reach, either));
  } catch (error) {
    if (signal.aborted) return { type: 'aborted' };
    const seconds = PATIENCE_MS / 1000;
    return {
      type: 'refused',
      error: tooLong.signal.aborted ? `It did not answer within ${seconds} seconds.` : unreachable(error),
    };
  } finally {
    cancel();
  }
}

/** standardwebhooks.com. */
function headersOf(secret: string, id: string, now: number, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Mailtarget-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(now), body),
  };
}

/** Node has no message where several addresses were tried, and OpenSSL's names its source files. */
function unreachable(error: unknown): string {
  if (error instanceof MailtargetError) return error.message;
  const { message, code } = error as Error & { code?: string };
  const said = message === '' || message.includes('SSL routines') ? (code ?? '') : message;
  return `It cannot be reached (${plainText(said, 300)}).`;
}

/** Loaded with the first one: its library takes 15 MB. */
const http = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  require('./http/post') as typeof Http;
