import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nEnvironment, n8nPorts } from './n8nEnvironment';
import { type N8nProcess, type RunningN8n, startN8n } from './n8nServer';
import { N8N_SCRIPT, NODES_FOLDER } from './prepare';
import { run } from './run';

export interface Workflow {
  id: string;
  name: string;
  nodes: Array<{ name: string; type: string; parameters: object }>;
}

export interface Item {
  json: Record<string, unknown>;
  binary?: Record<string, { fileName?: string; mimeType: string }>;
}

/** What every node put out on its first output, by the node's name. */
export type Outputs = Record<string, Item[]>;

/** A real n8n with the package installed and a user folder of its own. Every command is a process of its own. */
export class N8n {
  private constructor(
    readonly userFolder: string,
    private readonly environment: Awaited<ReturnType<typeof n8nEnvironment>>,
  ) {}

  /** @param settings of n8n, as variables of its environment */
  static async create(settings: Record<string, string> = {}): Promise<N8n> {
    const userFolder = await mkdtemp(join(tmpdir(), 'mailtarget-e2e-n8n-'));
    await cp(process.env[NODES_FOLDER]!, join(userFolder, '.n8n', 'nodes'), { recursive: true });
    return new N8n(userFolder, { ...(await n8nEnvironment(userFolder)), ...settings });
  }

  importCredentials(credentials: object[]): Promise<void> {
    return this.import('credentials', credentials);
  }

  importWorkflows(workflows: Workflow[]): Promise<void> {
    return this.import('workflow', workflows);
  }

  /** Makes its webhooks answer, once n8n starts. */
  async publish(workflowId: string): Promise<void> {
    await this.command('publish:workflow', `--id=${workflowId}`);
  }

  /** @throws Error with what n8n printed, when the execution fails */
  async execute(workflowId: string): Promise<Outputs> {
    const printed = await this.command('execute', `--id=${workflowId}`, '--rawOutput');
    // n8n's log shares the output with the JSON, which is indented: its outermost braces stand alone on their lines.
    const [json] = /^\{$[^]*^\}$/m.exec(printed)!;
    const runs = Object.entries<NodeRun[]>(JSON.parse(json).data.resultData.runData);
    return Object.fromEntries(runs.map(([node, [first]]) => [node, first!.data.main[0] ?? []]));
  }

  async start(kind: N8nProcess = 'start'): Promise<RunningN8n> {
    const ports = kind === 'start' ? {} : await n8nPorts();
    return startN8n(process.env[N8N_SCRIPT]!, kind, this.userFolder, { ...this.environment, ...ports });
  }

  async remove(): Promise<void> {
    await rm(this.userFolder, { recursive: true });
  }

  private async import(what: 'credentials' | 'workflow', values: object[]): Promise<void> {
    const file = join(this.userFolder, `${what}.json`);
    await writeFile(file, JSON.stringify(values));
    await this.command(`import:${what}`, `--input=${file}`);
  }

  private command(...args: string[]): Promise<string> {
    return run(process.execPath, [process.env[N8N_SCRIPT]!, ...args], {
      cwd: this.userFolder,
      env: this.environment,
    });
  }
}

interface NodeRun {
  data: { main: Array<Item[] | null> };
}
