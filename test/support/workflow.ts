import './n8nSettings';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  ExecutionLifecycleHooks,
  LoadOptionsContext,
  TriggerContext,
  TriggersAndPollers,
  WebhookContext,
  WorkflowExecute,
} from 'n8n-core';
import {
  type ExecutionError,
  type IConnections,
  type IDataObject,
  type ILoadOptionsFunctions,
  type INode,
  type INodeExecutionData,
  type INodeType,
  type INodeTypes,
  type IPinData,
  type IRun,
  type IWebhookData,
  type IWebhookResponseData,
  type IWorkflowExecuteAdditionalData,
  type IWorkflowSettings,
  type NodeExecutionHint,
  Workflow,
} from 'n8n-workflow';
import { Mailtarget } from '../../nodes/Mailtarget/Mailtarget.node';
import { MailtargetEngineTrigger } from '../../nodes/MailtargetEngineTrigger/MailtargetEngineTrigger.node';
import { MailtargetTrackingTrigger } from '../../nodes/MailtargetTrackingTrigger/MailtargetTrackingTrigger.node';
import { MailtargetTrigger } from '../../nodes/MailtargetTrigger/MailtargetTrigger.node';

/** What n8n exports from its editor, as far as it runs. */
export interface WorkflowJson {
  nodes: INode[];
  connections: IConnections;
  settings?: IWorkflowSettings;
  /** Items that a node puts out instead of running. */
  pinData?: IPinData;
}

export interface WorkflowRun {
  /** The items of a node's output; the last output is where failed items go when the node is set to it. */
  output(nodeName: string, outputIndex?: number): INodeExecutionData[];
  /** What a node shows above its output. */
  hints(nodeName: string): NodeExecutionHint[];
  /** What stopped the workflow. */
  error?: ExecutionError;
}

/**
 * Runs a workflow in n8n's own engine, with the Mailtarget node as users have it.
 * @param others credentials beside the one of the engine, by their types
 */
export async function runWorkflow(
  json: WorkflowJson,
  credential: object,
  others?: Credentials,
): Promise<WorkflowRun> {
  return readRun(await startWorkflow(json, credential, others));
}

type Credentials = Record<string, object>;

/** A run that can be stopped: `startWorkflow(…).cancel()` is what the Stop button does. */
export function startWorkflow({ pinData, ...json }: WorkflowJson, credential: object, others?: Credentials) {
  const execute = new WorkflowExecute(additionalData(credential, others), 'manual');
  return execute.run({ workflow: toWorkflow(json), pinData });
}

/**
 * What n8n hands to the methods that fill lists while somebody edits a node.
 * @param path where the parameter with the list is, as in `parameters.filters`, for methods that look at its neighbours
 */
export function editingContext(node: INode, credential: object, path = ''): ILoadOptionsFunctions {
  const workflow = toWorkflow({ nodes: [node], connections: {} });
  const currentNodeParameters = node.parameters;
  return new LoadOptionsContext(
    workflow,
    node,
    { ...additionalData(credential), currentNodeParameters },
    path,
  );
}

/** A trigger of an active workflow. */
export interface ActiveTrigger {
  /** What it has put out so far. */
  emitted: IDataObject[];
  /** What n8n does when the workflow is deactivated, and when it stops. */
  deactivate(): Promise<void>;
}

/** @param keys of executions that there were before; those of this one are added */
export async function activateTrigger(
  node: INode,
  credential: object,
  keys = new Set<string>(),
): Promise<ActiveTrigger> {
  const emitted: IDataObject[] = [];
  const response = await new TriggersAndPollers().runTriggerFunction(
    toWorkflow({ nodes: [node], connections: {} }),
    node,
    (workflow, trigger, additional, mode, activation) =>
      new TriggerContext(workflow, trigger, additional, mode, activation, ([items], _, done, key) => {
        // As n8n does: an execution that was there before is not run again.
        if (key === undefined || !keys.has(key)) emitted.push(...items!.map(({ json }) => json));
        if (key !== undefined) keys.add(key);
        done?.resolve(undefined as unknown as IRun);
      }),
    additionalData(credential),
    'trigger',
    'activate',
  );
  return { emitted, deactivate: async () => response?.closeFunction?.() };
}

/** What Execute Workflow does in the editor: the items of the trigger's first run. */
export async function testTrigger(node: INode, credential: object): Promise<IDataObject[]> {
  const response = await new TriggersAndPollers().runTriggerFunction(
    toWorkflow({ nodes: [node], connections: {} }),
    node,
    (...context) => new TriggerContext(...context),
    additionalData(credential),
    'manual',
    'manual',
  );
  await response!.manualTriggerFunction!();
  const [items] = (await response!.manualTriggerResponse)!;
  await response!.closeFunction!();
  return items!.map(({ json }) => json);
}

/** What n8n does with a request that came for a webhook of an active workflow. */
export function receiveWebhook(
  node: INode,
  credential: object,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<IWebhookResponseData> {
  const additional = {
    ...additionalData(credential),
    httpRequest: request,
    httpResponse: response,
  } as unknown as IWorkflowExecuteAdditionalData;
  const workflow = toWorkflow({ nodes: [node], connections: {} });
  const context = new WebhookContext(workflow, node, additional, 'webhook', {} as IWebhookData, [], null);
  return nodeTypes.getByNameAndVersion(node.type).webhook!.call(context);
}

const toWorkflow = (json: WorkflowJson): Workflow =>
  new Workflow({ ...json, id: 'test', active: false, nodeTypes });

function readRun({ data: { resultData } }: IRun): WorkflowRun {
  return {
    output: (nodeName, outputIndex = 0) =>
      resultData.runData[nodeName]?.[0]?.data?.['main']?.[outputIndex] ?? [],
    hints: (nodeName) => resultData.runData[nodeName]?.[0]?.hints ?? [],
    error: resultData.error,
  };
}

const TYPES: Record<string, INodeType> = {
  'n8n-nodes-mailtarget.mailtarget': new Mailtarget(),
  'n8n-nodes-mailtarget.mailtargetEngineTrigger': new MailtargetEngineTrigger(),
  'n8n-nodes-mailtarget.mailtargetTrackingTrigger': new MailtargetTrackingTrigger(),
  'n8n-nodes-mailtarget.mailtargetTrigger': new MailtargetTrigger(),
  'n8n-nodes-base.manualTrigger': {
    description: { properties: [], inputs: [], outputs: ['main'] },
  } as unknown as INodeType,
};

export const nodeTypes: INodeTypes = {
  getByName: (type) => TYPES[type]!,
  getByNameAndVersion: (type) => TYPES[type]!,
  getKnownTypes: () => ({}),
};

/** What n8n's server lends to an execution, as far as it is used here. */
export function additionalData(credential: object, others: Credentials = {}): IWorkflowExecuteAdditionalData {
  return {
    credentialsHelper: {
      getDecrypted: async (_data: unknown, _details: unknown, type: string) => others[type] ?? credential,
      isCredentialUsableByNode: () => true,
    },
    hooks: new ExecutionLifecycleHooks('manual', 'test', {} as never),
    currentNodeExecutionIndex: 0,
    variables: {},
    webhookWaitingBaseUrl: 'http://localhost',
    formWaitingBaseUrl: 'http://localhost',
  } as unknown as IWorkflowExecuteAdditionalData;
}
