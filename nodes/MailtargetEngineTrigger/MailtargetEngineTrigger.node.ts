import {
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  NodeConnectionTypes,
} from 'n8n-workflow';
import type { HeldEngine } from '../../lib/host';
import type { EmailMarketing } from '../../lib/model';
import { holdEngineOf } from '../Mailtarget/engine';
import { toNodeError } from '../Mailtarget/errors';
import { testEngine } from '../Mailtarget/methods/credentialTest';
import { findWork, inWords } from './work';

export class MailtargetEngineTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mailtarget Engine Trigger',
    name: 'mailtargetEngineTrigger',
    icon: { light: 'file:mailtarget.svg', dark: 'file:mailtarget.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'hosts the campaign engine',
    description:
      'Keeps the campaign engine running while the workflow is active, and starts it when the engine has taken up its work',
    eventTriggerDescription: '',
    activationMessage: 'The campaign engine runs as long as this workflow is active.',
    defaults: { name: 'Mailtarget Engine Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'mailtargetEngine', required: true, testedBy: 'testEngine' }],
    properties: [
      {
        displayName:
          'Scheduled campaigns are launched and campaigns are sent while this workflow is active, also after a restart of n8n. It starts each time with what the engine took up.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
    ],
  };

  methods = { credentialTest: { testEngine } };

  /** n8n calls this when the workflow is activated, and for each active workflow when it starts. */
  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    const isTriedOut = this.getMode() === 'manual';
    let engine: HeldEngine | undefined;
    try {
      // Trying it out must not end an engine that runs without a host.
      engine = await holdEngineOf(this, isTriedOut ? 'guest' : 'host');
      const { api, release } = engine;
      if (isTriedOut) {
        return { manualTriggerFunction: () => tellWork(this, api), closeFunction: release };
      }
      await tellWork(this, api);
      return { closeFunction: release };
    } catch (error) {
      await engine?.release();
      throw toNodeError(this.getNode(), error, 0, []);
    }
  }
}

/** In the log, and to the workflow. */
async function tellWork(context: ITriggerFunctions, engine: EmailMarketing): Promise<void> {
  const work = await findWork(engine);
  context.logger.info(`${context.getNode().name}: ${inWords(work)}`);
  context.emit([context.helpers.returnJsonArray({ ...work })]);
}
