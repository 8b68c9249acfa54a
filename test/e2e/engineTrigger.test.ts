import { join } from 'node:path';
import { startEngine } from '../../lib/engine';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { N8n, type Workflow } from './support/n8n';

const credential = (smtp: TestSmtpServer) => ({
  id: 'mailtarget-engine-example',
  name: 'Mailtarget Engine',
  type: 'mailtargetEngine',
  data: {
    database: 'sqlite',
    host: smtp.host,
    port: smtp.port,
    tls: 'none',
    messagesPerSecond: 100,
    senderEmail: 'news@example.com',
  },
});

const workflow = {
  id: 'mailtargetHost',
  name: 'Host the engine',
  nodes: [
    {
      id: 'engine',
      name: 'Engine',
      type: 'n8n-nodes-mailtarget.mailtargetEngineTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
      credentials: { mailtargetEngine: { id: 'mailtarget-engine-example', name: 'Mailtarget Engine' } },
    },
  ],
  connections: {},
} as unknown as Workflow;

let smtp: TestSmtpServer;
let n8n: N8n;

beforeAll(async () => {
  smtp = await startSmtpServer();
  n8n = await N8n.create();
  await n8n.importCredentials([credential(smtp)]);
  await n8n.importWorkflows([workflow]);
  await n8n.publish(workflow.id);
});

afterAll(async () => {
  await n8n.remove();
  await smtp.stop();
});

/** Schedules a campaign while n8n is down, so that nobody but the trigger can launch it. */
async function scheduleInAMoment(email: string): Promise<void> {
  const folder = join(n8n.userFolder, '.n8n', 'mailtarget');
  const defaultSender = { name: '', email: 'news@example.com' };
  const engine = await startEngine({
    database: { type: 'sqlite', folder },
    defaultSender,
    launchesDue: false,
  });
  const { labels } = await engine.contacts.upsert({ email, labels: [email] });
  const recipients = { labelIds: [labels[0]!.id] };
  const { id } = await engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });
  await engine.campaigns.schedule(id, { scheduledAt: new Date(Date.now() + 1000).toISOString() });
  await engine.close();
}

it('launches what is due while its workflow is active, and lets n8n stop cleanly', async () => {
  await scheduleInAMoment('ana@example.com');
  const server = await n8n.start();
  await smtp.received(1);
  expect(smtp.messages[0]!.to).toEqual(['ana@example.com']);
  await server.stop();
});
