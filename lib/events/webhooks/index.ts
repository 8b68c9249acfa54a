export { WebhookDispatcher } from './dispatcher';
export { Webhooks } from './webhooks';
