import { join } from 'node:path';
import { startEngine } from '../../lib/engine';
import { ExampleN8n } from './support/exampleN8n';

let example: ExampleN8n;

beforeAll(async () => {
  example = await ExampleN8n.create();
  await example.n8n.publish(example.workflows.keepRunning.id);
});

afterAll(() => example.remove());

/** Schedules a campaign while n8n is down, so that nobody but the trigger can launch it. */
async function scheduleInAMoment(email: string): Promise<void> {
  const folder = join(example.n8n.userFolder, '.n8n', 'mailtarget');
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
  const server = await example.n8n.start();
  await example.smtp.received(1);
  expect(example.smtp.messages[0]!.to).toEqual(['ana@example.com']);
  await server.stop();
});
