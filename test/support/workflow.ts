import './n8nSettings';
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
  type ExecutionError,
  type IConnections,
  type ILoadOptionsFunctions,
  type INode,
  type INodeExecutionData,
  type INodeType,
  type INodeTypes,
  type IPinData,
  type IRun,
  type IWorkflowExecuteAdditionalData,
  type IWorkflowSettings,
  type NodeExecutionHint,
  Workflow,
} from 'n8n-workflow';
import { Mailtarget } from '../../nodes/Mailtarget/Mailtarget.node';

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

/** Runs a workflow in n8n's own engine, with the Mailtarget node as users have it. */
export async function runWorkflow(json: WorkflowJson, credential: object): Promise<WorkflowRun> {
  return readRun(await startWorkflow(json, credential));
}

/** A run that can be stopped: `startWorkflow(…).cancel()` is what the Stop button does. */
export function startWorkflow({ pinData, ...json }: WorkflowJson, credential: object) {
  const execute = new WorkflowExecute(additionalData(credential), 'manual');
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
  'n8n-nodes-base.manualTrigger': {
    description: { properties: [], inputs: [], outputs: ['main'] },
  } as unknown as INodeType,
};

const nodeTypes: INodeTypes = {
  getByName: (type) => TYPES[type]!,
  getByNameAndVersion: (type) => TYPES[type]!,
  getKnownTypes: () => ({}),
};

/** What n8n's server lends to an execution, as far as it is used here. */
function additionalData(credential: object): IWorkflowExecuteAdditionalData {
  return {
    credentialsHelper: { getDecrypted: async () => credential, isCredentialUsableByNode: () => true },
    hooks: new ExecutionLifecycleHooks('manual', 'test', {} as never),
    currentNodeExecutionIndex: 0,
    variables: {},
    webhookWaitingBaseUrl: 'http://localhost',
    formWaitingBaseUrl: 'http://localhost',
  } as unknown as IWorkflowExecuteAdditionalData;
}
