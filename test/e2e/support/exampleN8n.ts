import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';
import { Editor } from './editor';
import { N8n, type Workflow } from './n8n';

const EXAMPLES = resolve(__dirname, '../../../examples/workflows');
const LOGIN = { user: 'relay-user', password: 'relay-password' };

/** An n8n that a user has just set up: the credential filled in for an SMTP server, the example workflows imported. */
export class ExampleN8n {
  private readonly cleanUps: Array<() => Promise<void>> = [];

  private constructor(
    readonly n8n: N8n,
    readonly smtp: TestSmtpServer,
    readonly importAndSend: Workflow,
    readonly scheduleAndCancel: Workflow,
    readonly composeAndSend: Workflow,
  ) {
    this.cleanUps.push(
      () => n8n.remove(),
      () => smtp.stop(),
    );
  }

  static async create(): Promise<ExampleN8n> {
    const importAndSend = await readExample('import-contacts-and-send.json');
    const scheduleAndCancel = await readExample('schedule-and-cancel.json');
    const composeAndSend = await readExample('compose-and-send.json');
    const smtp = await startSmtpServer({ login: LOGIN });
    const workflows = [importAndSend, scheduleAndCancel, composeAndSend] as const;
    const example = new ExampleN8n(await N8n.create(), smtp, ...workflows);
    try {
      await example.n8n.importCredentials([credentialFor(smtp)]);
      await example.n8n.importWorkflows([...workflows]);
      return example;
    } catch (error) {
      await example.remove();
      throw error;
    }
  }

  /** Starts the server of n8n and opens its editor. */
  async openEditor(): Promise<Editor> {
    const server = await this.n8n.start();
    this.cleanUps.push(() => server.stop());
    const editor = await Editor.open(server.url);
    this.cleanUps.push(() => editor.close());
    return editor;
  }

  /** Closes and stops what was opened and started, the last first, and leaves nothing behind. */
  async remove(): Promise<void> {
    for (const cleanUp of this.cleanUps.reverse()) await cleanUp();
  }
}

async function readExample(file: string): Promise<Workflow> {
  return JSON.parse(await readFile(resolve(EXAMPLES, file), 'utf8'));
}

/** The database is left at its default: the store lies in n8n's own data folder. */
const credentialFor = ({ host, port }: TestSmtpServer) => ({
  id: 'mailtarget-engine-example',
  name: 'Mailtarget Engine',
  type: 'mailtargetEngine',
  data: {
    database: 'sqlite',
    host,
    port,
    tls: 'none',
    ...LOGIN,
    messagesPerSecond: 100,
    senderEmail: 'news@example.com',
    senderName: 'Example News',
    unsubscribeEmail: 'leave@example.com',
  },
});
