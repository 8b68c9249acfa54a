import {
  type INodeType,
  type INodeTypeDescription,
  type IRun,
  type ITriggerFunctions,
  type ITriggerResponse,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { feedEvents, type HeldEngine } from '../../lib/host';
import type { EmailMarketing } from '../../lib/model';
import { holdEngineOf } from '../Mailtarget/engine';
import { toNodeError } from '../Mailtarget/errors';
import { testEngine } from '../Mailtarget/methods/credentialTest';
import { type Choice, ENGINE_STARTED, EVENT_PARAMETERS, readChoice, typesOf } from './eventParameters';
import { sampleEvent } from './sampleEvent';
import { findWork, inWords } from './work';

export class MailtargetEngineTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mailtarget Engine Trigger',
    name: 'mailtargetEngineTrigger',
    icon: { light: 'file:mailtarget.svg', dark: 'file:mailtarget.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description:
      'Keeps the campaign engine running while the workflow is active. Starts the workflow with what happens to campaigns and messages.',
    eventTriggerDescription: '',
    activationMessage: 'The campaign engine runs as long as this workflow is active.',
    defaults: { name: 'Mailtarget Engine Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'mailtargetEngine', required: true, testedBy: 'testEngine' }],
    properties: [
      {
        displayName:
          'Scheduled campaigns are launched and campaigns are sent while this workflow is active, also after a restart of n8n.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
      ...EVENT_PARAMETERS,
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
      const choice = readChoice(this);
      if (isTriedOut) {
        return { manualTriggerFunction: () => tellSample(this, api, choice), closeFunction: release };
      }
      const work = await tellWork(this, api);
      if (choice.events.includes(ENGINE_STARTED)) emitAll(this, [work]);
      const stop = await follow(this, api, choice);
      return {
        // An execution that n8n is about to begin would otherwise be lost when it stops now.
        async closeFunction() {
          await stop();
          await release();
        },
      };
    } catch (error) {
      await engine?.release();
      throw toNodeError(this.getNode(), error, 0, []);
    }
  }
}

/** In the log. @returns what the engine has taken up */
async function tellWork(context: ITriggerFunctions, engine: EmailMarketing): Promise<object> {
  const work = await findWork(engine);
  context.logger.info(`${context.getNode().name}: ${inWords(work)}`);
  return { type: ENGINE_STARTED, ...work };
}

/** One item for each, to build the workflow with. */
async function tellSample(context: ITriggerFunctions, engine: EmailMarketing, choice: Choice): Promise<void> {
  const samples: object[] = typesOf(choice).map((type) => ({
    ...sampleEvent(type, new Date()),
    test: true,
  }));
  if (choice.events.includes(ENGINE_STARTED)) samples.unshift(await tellWork(context, engine));
  emitAll(context, samples);
}

/** From where this node was in the log: a restart loses nothing, and n8n runs no batch twice. */
async function follow(
  context: ITriggerFunctions,
  engine: EmailMarketing,
  choice: Choice,
): Promise<() => Promise<void>> {
  const types = typesOf(choice);
  if (types.length === 0) return async () => {};
  const follower = `${context.getWorkflow().id}:${context.getNode().id}`;
  return feedEvents(engine, {
    query: { follower, types, campaignId: choice.campaignId, limit: choice.limit },
    async deal(events, batch) {
      const done = context.helpers.createDeferredPromise<IRun>();
      // Another database, after the old one was thrown away perhaps, counts its batches anew.
      emitAll(context, events, done, `${follower}:${batch}:${events[0]!.timestamp}`);
      await done.promise;
    },
    onError: ({ message }) => context.logger.warn(`${context.getNode().name}: ${message}`),
  });
}

function emitAll(
  context: ITriggerFunctions,
  items: readonly object[],
  done?: Parameters<ITriggerFunctions['emit']>[2],
  deduplicationKey?: string,
): void {
  const json = context.helpers.returnJsonArray(items.map((item) => ({ ...item })));
  context.emit([json], undefined, done, deduplicationKey);
}
