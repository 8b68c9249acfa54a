import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The first part of every path. n8n keeps paths with parameters without the ID of their webhook, so that two of these nodes would take
 * each other's.
 */
const OWN = '{{ $webhookId.slice(0, 8) }}';
/** What the engine answers; n8n looks HEAD up by itself. */
const METHODS = 'GET,HEAD,POST';

/**
 * Below `/webhook/<webhook ID>/<own part>`, which is the public URL: the editor shows the first, whose path is written out for that, since
 * n8n puts the ID before the others by itself.
 */
export const WEBHOOKS: IWebhookDescription[] = [
  {
    name: 'default',
    httpMethod: 'GET',
    isFullPath: true,
    path: `={{ $webhookId }}/${OWN}`,
    ndvHideMethod: true,
  },
  ...[':page/:token', ':page/:token/:link'].map((path): IWebhookDescription => ({
    name: 'default',
    httpMethod: METHODS,
    isFullPath: true,
    path: `=${OWN}/${path}`,
    ndvHideUrl: true,
  })),
];
