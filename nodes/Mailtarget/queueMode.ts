/**
 * Whether n8n's executions run in worker processes: the main process has it in its environment, a worker works that way whatever
 * that says.
 */
export const isInQueueMode = (): boolean =>
  process.env['EXECUTIONS_MODE'] === 'queue' || process.argv[2] === 'worker';

/** Whether this process does nothing but answer webhooks, as some have in queue mode. */
export const isWebhookProcess = (): boolean => process.argv[2] === 'webhook';
