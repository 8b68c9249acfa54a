import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { closeEngines, openEngine } from '../../lib/host';
import type { EmailMarketing } from '../../lib/model';
import {
  type EngineCredential,
  relayOptions,
  senderOptions,
  storeOptions,
} from '../../nodes/Mailtarget/engine';
import { startSmtpServer, type TestSmtpServer } from './smtpServer';
import { runWorkflow, type WorkflowJson, type WorkflowRun } from './workflow';

/** A Mailtarget node with a store of its own and a relay that keeps what it receives. */
export interface MailtargetNode {
  credential: EngineCredential;
  relay: TestSmtpServer;
  /** The engine that the node talks to, to prepare and to look. */
  engine: EmailMarketing;
}

/** One for all tests of a file. `changes` are made to the credential. */
export function useMailtargetNode(changes: Partial<EngineCredential> = {}): MailtargetNode {
  const node = {} as MailtargetNode;
  const dataFolder = mkdtempSync(join(tmpdir(), 'mailtarget-node-'));
  beforeAll(async () => {
    node.relay = await startSmtpServer();
    node.credential = { ...credentialFor(dataFolder, node.relay), ...changes };
    node.engine = await openEngine({
      ...storeOptions(node.credential),
      relay: relayOptions(node.credential),
      defaultSender: senderOptions(node.credential),
    });
  });
  afterAll(async () => {
    await closeEngines();
    await node.relay.stop();
    rmSync(dataFolder, { recursive: true });
  });
  return node;
}

export const credentialFor = (dataFolder: string, { host, port }: TestSmtpServer): EngineCredential => ({
  database: 'sqlite',
  dataFolder,
  host,
  port,
  tls: 'none',
  user: '',
  password: '',
  messagesPerSecond: 1000,
  senderName: 'Example News',
  senderEmail: 'news@example.com',
});

/** The items that the node gets, and what else is set in n8n about it. */
export interface NodeSetup {
  items?: INodeExecutionData[];
  timezone?: string;
  onError?: INode['onError'];
  /** Beside the one of the engine, by their types. */
  credentials?: Record<string, object>;
}

export interface NodeRun extends WorkflowRun {
  items: INodeExecutionData[];
  json: IDataObject[];
}

/** Runs the node with these parameters on one empty item, or on the given ones. */
export async function executeNode(
  { credential }: MailtargetNode,
  parameters: INodeParameters,
  setup: NodeSetup = {},
): Promise<NodeRun> {
  const run = await runWorkflow(workflowOf(parameters, setup), credential, setup.credentials);
  const items = run.output('Mailtarget');
  return { ...run, items, json: items.map(({ json }) => json) };
}

/** Runs the node on one empty item and returns its one result. */
export async function resultOf(
  node: MailtargetNode,
  parameters: INodeParameters,
  setup?: NodeSetup,
): Promise<IDataObject> {
  const { json, error } = await executeNode(node, parameters, setup);
  if (error) throw error;
  expect(json).toHaveLength(1);
  return json[0]!;
}

/** A trigger that puts out the items, and the node. */
export function workflowOf(
  parameters: INodeParameters,
  { items = [{ json: {} }], timezone, onError, credentials = {} }: NodeSetup = {},
): WorkflowJson {
  return {
    nodes: [
      {
        id: 'start',
        name: 'Start',
        type: 'n8n-nodes-base.manualTrigger',
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
      },
      { ...mailtargetNode(parameters, Object.keys(credentials)), onError },
    ],
    connections: { Start: { main: [[{ node: 'Mailtarget', type: 'main', index: 0 }]] } },
    settings: { timezone },
    pinData: { Start: items },
  };
}

/** @param credentials types of those that it has beside the one of the engine */
export const mailtargetNode = (parameters: INodeParameters, credentials: string[] = []): INode => ({
  id: 'mailtarget',
  name: 'Mailtarget',
  type: 'n8n-nodes-mailtarget.mailtarget',
  typeVersion: 1,
  position: [220, 0],
  parameters,
  credentials: Object.fromEntries(
    ['mailtargetEngine', ...credentials].map((type) => [type, { id: 'test', name: type }]),
  ),
});

/** A resource locator set to By ID, also for the email of a contact. */
export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
