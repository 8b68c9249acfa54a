import {
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { testEngine } from '../Mailtarget/methods/credentialTest';
import { PARAMETERS } from './parameters';
import { receive } from './receive';
import * as webhookMethods from './webhookMethods';

/** In place of n8n's own words, that have one go and make an event happen. */
const HELP =
  '<b>While you build the workflow</b>, execute this step: a sample of each chosen event comes within some seconds.<br /><br /><b>Once it is published</b>, what happens starts it by itself. Such executions are in the <a data-key="executions">list of executions</a>, and not here.';

export class MailtargetTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mailtarget Trigger',
    name: 'mailtargetTrigger',
    icon: { light: 'file:mailtarget.svg', dark: 'file:mailtarget.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description:
      'Starts the workflow with what Mailtarget tells by webhook: bounces, opens, clicks, complaints',
    eventTriggerDescription: 'A sample comes within some seconds, unless the options say otherwise.',
    triggerPanel: {
      header: 'Try it with a sample',
      executionsHelp: HELP,
      activationHint: 'Once the workflow is published, it starts with each event by itself.',
    },
    defaults: { name: 'Mailtarget Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'mailtargetProviderWebhook',
        required: true,
        displayOptions: { show: { source: ['cloud'] } },
      },
      {
        name: 'mailtargetEngine',
        required: true,
        testedBy: 'testEngine',
        // Where each choice shows a credential, n8n's editor takes the parameter for one about authentication, and leaves it out.
        displayOptions: { hide: { source: ['cloud'] } },
      },
    ],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        // What `webhook` answers: without a word about it, n8n answers "firstEntryJson".
        responseData: '',
        path: 'webhook',
        // The engine is told of it without anybody.
        ndvHideUrl: '={{ $parameter["source"] === "engine" }}',
      },
    ],
    properties: PARAMETERS,
  };

  methods = { credentialTest: { testEngine } };

  webhookMethods = { default: webhookMethods };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receive(this);
  }
}
