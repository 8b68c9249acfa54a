/** Whether this process executes workflows for the main process of n8n. It does so in queue mode, whatever its environment says. */
export const isWorker = (): boolean => process.argv[2] === 'worker';

/** Whether n8n's executions run in worker processes. */
export const isInQueueMode = (): boolean => process.env['EXECUTIONS_MODE'] === 'queue' || isWorker();

/** Whether this process does nothing but answer webhooks, as some have in queue mode. */
export const isWebhookProcess = (): boolean => process.argv[2] === 'webhook';
