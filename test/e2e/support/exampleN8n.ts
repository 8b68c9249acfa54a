import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';
import { engineCredential } from './engineCredential';
import { Editor } from './editor';
import { N8n, type Workflow } from './n8n';
import type { RunningN8n } from './n8nServer';

const EXAMPLES = resolve(__dirname, '../../../examples/workflows');
const LOGIN = { user: 'relay-user', password: 'relay-password' };

const FILES = {
  importAndSend: 'import-contacts-and-send.json',
  scheduleAndCancel: 'schedule-and-cancel.json',
  composeAndSend: 'compose-and-send.json',
  segmentAndSend: 'segment-and-send.json',
  doubleOptIn: 'double-opt-in.json',
  keepRunning: 'keep-the-engine-running.json',
  clickToCrm: 'click-to-crm-follow-up.json',
  complaintAlert: 'complaint-to-alert.json',
};
type Examples = Record<keyof typeof FILES, Workflow>;

/** An n8n that a user has just set up: the credential filled in for an SMTP server, the example workflows imported. */
export class ExampleN8n {
  private readonly cleanUps: Array<() => Promise<void>> = [];

  private constructor(
    readonly n8n: N8n,
    readonly smtp: TestSmtpServer,
    readonly workflows: Examples,
  ) {
    this.cleanUps.push(
      () => n8n.remove(),
      () => smtp.stop(),
    );
  }

  static async create(): Promise<ExampleN8n> {
    const workflows = await readExamples();
    const smtp = await startSmtpServer({ login: LOGIN });
    const example = new ExampleN8n(await N8n.create(), smtp, workflows);
    try {
      await example.n8n.importCredentials([exampleCredential(smtp)]);
      await example.n8n.importWorkflows(Object.values(workflows));
      return example;
    } catch (error) {
      await example.remove();
      throw error;
    }
  }

  /** Starts the server of n8n. */
  async start(): Promise<RunningN8n> {
    const server = await this.n8n.start();
    this.cleanUps.push(() => server.stop());
    return server;
  }

  /** Starts the server of n8n and opens its editor. */
  async openEditor(): Promise<Editor> {
    const { url } = await this.start();
    const editor = await Editor.open(url);
    this.cleanUps.push(() => editor.close());
    return editor;
  }

  /** Closes and stops what was opened and started, the last first, and leaves nothing behind. */
  async remove(): Promise<void> {
    for (const cleanUp of this.cleanUps.reverse()) await cleanUp();
  }
}

async function readExamples(): Promise<Examples> {
  const read = async ([name, file]: [string, string]) => [
    name,
    JSON.parse(await readFile(resolve(EXAMPLES, file), 'utf8')) as Workflow,
  ];
  return Object.fromEntries(await Promise.all(Object.entries(FILES).map(read))) as Examples;
}

/** Named as the example workflows name it. */
const exampleCredential = (smtp: TestSmtpServer) => ({
  ...engineCredential(smtp, { ...LOGIN, unsubscribeEmail: 'leave@example.com' }),
  id: 'mailtarget-engine-example',
});
