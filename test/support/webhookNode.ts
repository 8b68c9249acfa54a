import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import './n8nSettings';
import { HookContext, WebhookContext } from 'n8n-core';
import {
  type IDataObject,
  type INode,
  type INodeType,
  type IWebhookData,
  type IWebhookResponseData,
  type IWorkflowExecuteAdditionalData,
  type WorkflowExecuteMode,
  Workflow,
} from 'n8n-workflow';
import { additionalData, nodeTypes } from './workflow';

/**
 * The part of n8n that calls a trigger node's webhooks, over real HTTP and in its order (n8n: webhooks/live-webhooks, test-webhooks,
 * webhook-helpers): static data is read before a request, and written whole when the execution has been started, then it answers.
 */
export class WebhookNode {
  /** The items of each execution. */
  readonly executions: IDataObject[][] = [];
  /** The static data of the workflow in n8n's database. */
  stored = '{}';
  /** Whether n8n can start executions. */
  isWell = true;
  /** Waited for before an execution starts, as where only so many run side by side. */
  beforeStart: () => Promise<void> = () => Promise.resolve();

  /** How many requests came in, answered or not. */
  arrived = 0;

  private server!: Server;
  private listening?: { staticData: IDataObject };

  private constructor(
    private readonly node: INode,
    private readonly credentials: Record<string, object>,
  ) {}

  static async start(node: INode, credentials: Record<string, object>): Promise<WebhookNode> {
    const n8n = new WebhookNode(node, credentials);
    n8n.server = createServer((request, response) => void n8n.answer(request, response));
    n8n.server.listen(0, '127.0.0.1');
    await once(n8n.server, 'listening');
    return n8n;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get url(): string {
    return `${this.base}/webhook/${this.node.webhookId}/webhook`;
  }

  get testUrl(): string {
    return `${this.base}/webhook-test/${this.node.webhookId}/webhook`;
  }

  /** What the node keeps in production. */
  get kept(): IDataObject {
    return (JSON.parse(this.stored) as Record<string, IDataObject>)[`node:${this.node.name}`] ?? {};
  }

  set parameters(parameters: INode['parameters']) {
    this.node.parameters = parameters;
  }

  async publish(): Promise<void> {
    const workflow = this.workflow();
    if (!(await this.hook('checkExists', workflow, 'trigger')))
      await this.hook('create', workflow, 'trigger');
    this.save(workflow);
  }

  async unpublish(): Promise<void> {
    const workflow = this.workflow();
    await this.hook('delete', workflow, 'internal');
    this.save(workflow);
  }

  /** What "Listen for test event" does. */
  async listen(): Promise<void> {
    const workflow = this.workflow({});
    if (!(await this.hook('checkExists', workflow, 'manual', true))) {
      await this.hook('create', workflow, 'manual', true);
    }
    this.listening = { staticData: workflow.staticData };
  }

  async stopListening(): Promise<void> {
    const workflow = this.workflow({});
    workflow.staticData = this.listening!.staticData;
    this.listening = undefined;
    await this.hook('delete', workflow, 'internal', true);
  }

  private get type(): INodeType {
    return nodeTypes.getByNameAndVersion(this.node.type);
  }

  private get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private workflow(staticData = JSON.parse(this.stored) as IDataObject): Workflow {
    return new Workflow({
      id: 'test',
      active: true,
      nodes: [this.node],
      connections: {},
      nodeTypes,
      staticData,
    });
  }

  private save(workflow: Workflow): void {
    if (workflow.staticData['__dataChanged'] === true) this.stored = JSON.stringify(workflow.staticData);
  }

  private additional(): IWorkflowExecuteAdditionalData {
    return {
      ...additionalData({}, this.credentials),
      webhookBaseUrl: `${this.base}/webhook`,
      webhookTestBaseUrl: `${this.base}/webhook-test`,
    };
  }

  private webhookData(isTest: boolean): IWebhookData {
    const [webhookDescription] = this.type.description.webhooks!;
    return { webhookDescription, isTest, node: this.node.name } as unknown as IWebhookData;
  }

  private async hook(
    method: 'checkExists' | 'create' | 'delete',
    workflow: Workflow,
    mode: WorkflowExecuteMode,
    isTest = false,
  ): Promise<boolean> {
    const hooks = this.type.webhookMethods!['default']!;
    const data = this.webhookData(isTest);
    const context = new HookContext(workflow, this.node, this.additional(), mode, 'activate', data);
    return hooks[method].call(context);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isTest = request.url!.startsWith('/webhook-test/');
    if (request.method !== 'POST' || (isTest && !this.listening)) {
      response.writeHead(404).end();
      return;
    }
    const before = this.executions.length;
    const rawBody = await buffer(request);
    this.arrived++;
    const staticData = JSON.parse(isTest ? '{}' : this.stored) as IDataObject;
    const workflow = this.workflow(staticData);
    if (isTest) workflow.setTestStaticData(this.listening!.staticData);
    try {
      const received = await this.receive(workflow, Object.assign(request, { rawBody }), response, isTest);
      if (received.workflowData) await this.run(received.workflowData, staticData);
      const body = received.workflowData ? this.answerTo(received) : received.webhookResponse;
      this.save(workflow);
      if (!received.noWebhookResponse) send(response, 200, body);
    } catch (error) {
      send(response, 500, { message: (error as Error).message });
    }
    // n8n listens on until an execution starts.
    if (isTest && this.executions.length > before) await this.stopListening();
  }

  private answerTo(received: IWebhookResponseData): unknown {
    const { responseData = 'firstEntryJson' } = this.type.description.webhooks![0]!;
    return responseData || received.webhookResponse;
  }

  private receive(
    workflow: Workflow,
    httpRequest: IncomingMessage,
    httpResponse: ServerResponse,
    isTest: boolean,
  ): Promise<IWebhookResponseData> {
    const additional = { ...this.additional(), httpRequest, httpResponse } as never;
    const mode = isTest ? 'manual' : 'webhook';
    const data = this.webhookData(isTest);
    return this.type.webhook!.call(new WebhookContext(workflow, this.node, additional, mode, data, [], null));
  }

  private async run(
    [items]: NonNullable<IWebhookResponseData['workflowData']>,
    staticData: IDataObject,
  ): Promise<void> {
    // Of the same static data n8n makes another workflow on the way, by which it forgets that they have changed.
    this.workflow(staticData);
    await this.beforeStart();
    if (!this.isWell) throw new Error('n8n cannot write to its database');
    this.executions.push(items!.map(({ json }) => json));
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
