import {
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';
import { answerLink, type HeldEngine, type LinkExchange } from '../../lib/host';
import { holdEngineOf } from '../Mailtarget/engine';
import { toNodeError } from '../Mailtarget/errors';
import { testEngine } from '../Mailtarget/methods/credentialTest';
import { isWebhookProcess } from '../Mailtarget/queueMode';
import { engineOfProcess } from './engineOfProcess';
import { WEBHOOKS } from './webhooks';

/** The engines of active workflows: to read its credential for each request takes n8n longer than the answer. */
const hosted = new Map<string, HeldEngine>();

export class MailtargetTrackingTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mailtarget Tracking Trigger',
    name: 'mailtargetTrackingTrigger',
    icon: { light: 'file:mailtarget.svg', dark: 'file:mailtarget.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'Answers the links of messages',
    description:
      'Answers the links of messages (opens, clicks, unsubscribes) where the campaign engine can have no port of its own',
    eventTriggerDescription: '',
    activationMessage: 'Links of messages are answered as long as this workflow is published.',
    triggerPanel: {
      header: 'There is nothing to execute here',
      executionsHelp:
        'Opens, clicks and unsubscribes are recorded by the engine, and start no execution. To start a workflow with them, use the Mailtarget Engine Trigger.',
      activationHint: 'Links of messages are answered once this workflow is published.',
    },
    defaults: { name: 'Mailtarget Tracking Trigger' },
    maxNodes: 1,
    inputs: [],
    outputs: [],
    credentials: [{ name: 'mailtargetEngine', required: true, testedBy: 'testEngine' }],
    webhooks: WEBHOOKS,
    properties: [
      {
        displayName:
          'Publish this workflow. Then copy the <b>Production URL</b> (under Webhook URLs, above) into the Public URL of the Mailtarget Engine credential, and set its Tracking Port to 0.',
        name: 'setUpNotice',
        type: 'notice',
        default: '',
      },
      {
        displayName:
          'Keep this workflow published, and this node in it: the links of messages that were sent lead here. It is made for some thousand recipients; for more, give the engine a port of its own.',
        name: 'limitsNotice',
        type: 'notice',
        default: '',
      },
      // In a node of version 1, n8n leaves a body alone where this is set: it would parse uploads of 200 MB otherwise.
      { displayName: 'Options', name: 'options', type: 'hidden', default: { binaryData: true } },
    ],
  };

  methods = { credentialTest: { testEngine } };

  /** Keeps the engine while the workflow is active, so that it closes, and records what it holds back, when n8n stops. */
  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    try {
      const engine = await holdEngineOf(this, 'host');
      const name = nameOf(this);
      hosted.set(name, engine);
      return {
        async closeFunction() {
          if (hosted.get(name) === engine) hosted.delete(name);
          await engine.release();
        },
      };
    } catch (error) {
      throw toNodeError(this.getNode(), error, 0, []);
    }
  }

  /** Ends the response by itself, in any case, and starts no execution. */
  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    // n8n's types lack Express's here.
    const [request, response] = [this.getRequestObject(), this.getResponseObject()] as unknown[];
    let guest: HeldEngine | undefined;
    try {
      await answerLink(
        { request, response } as LinkExchange,
        async (asked) => {
          const name = nameOf(this);
          if (isWebhookProcess()) return await (await engineOfProcess(this, name)).track(asked);
          const engine = hosted.get(name) ?? (guest = await holdEngineOf(this, 'guest'));
          return await engine.track(asked);
        },
        (error) => this.logger.error(`${this.getNode().name}: ${(error as Error).message}`),
      );
    } finally {
      await guest?.release();
    }
    return { noWebhookResponse: true };
  }
}

const nameOf = (context: ITriggerFunctions | IWebhookFunctions): string =>
  `${context.getWorkflow().id}:${context.getNode().id}`;
