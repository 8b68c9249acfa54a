import { ENGINE } from './engineCredential';

const TRACKING_ID = '5d0c3c52-5b0c-4c9e-9f1e-2c9fb0a3a9d1';
const TRIGGER_ID = '2f0d2c7e-4a44-4b0e-8a3c-0c5a1c7a9b11';
/** Where links lead, below n8n's own URL. */
export const TRACKING_PATH = `/webhook/${TRACKING_ID}/${TRACKING_ID.slice(0, 8)}`;
/** Where the Mailtarget Trigger is told of bounces. */
export const TRIGGER_PATH = `/webhook/${TRIGGER_ID}/webhook`;
/** Where to ask for a campaign to be sent. */
export const SEND_PATH = '/webhook/send';

/** Each node of ours once, in one workflow, so that there is one to publish. @param toldAt a URL that is told of each event of the engine */
export const queueWorkflow = (toldAt: string) => ({
  id: 'queue',
  name: 'Queue',
  nodes: [
    node('Asked', 'n8n-nodes-base.webhook', {
      typeVersion: 2,
      webhookId: 'send',
      parameters: { path: 'send', httpMethod: 'POST', responseMode: 'lastNode' },
    }),
    node('Send', 'n8n-nodes-mailtarget.mailtarget', {
      parameters: {
        resource: 'campaign',
        operation: 'send',
        campaignId: { __rl: true, mode: 'id', value: '={{ $json.body.id }}' },
      },
    }),
    node('Engine', 'n8n-nodes-mailtarget.mailtargetEngineTrigger', {
      parameters: { events: ['sent', 'click', 'unsubscribe'], options: { eventsPerExecution: 1 } },
    }),
    node('Tell', 'n8n-nodes-base.httpRequest', {
      typeVersion: 4.2,
      parameters: {
        method: 'POST',
        url: toldAt,
        sendBody: true,
        specifyBody: 'json',
        jsonBody: '={{ JSON.stringify($json) }}',
      },
    }),
    node('Tracking', 'n8n-nodes-mailtarget.mailtargetTrackingTrigger', { webhookId: TRACKING_ID }),
    node('Trigger', 'n8n-nodes-mailtarget.mailtargetTrigger', {
      webhookId: TRIGGER_ID,
      parameters: { source: 'engine', events: ['bounce'], options: {} },
    }),
  ],
  connections: { Asked: to('Send'), Engine: to('Tell') },
  settings: {},
});

const node = (name: string, type: string, fields: { parameters?: object; [field: string]: unknown }) => ({
  id: name,
  name,
  type,
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
  credentials: { mailtargetEngine: ENGINE },
  ...fields,
});
const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
