import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startEngine } from '../../lib/engine';
import type { EmailMarketing } from '../../lib/model';
import { openStore } from '../../lib/store';
import { eventually } from '../support/eventually';
import { type JsonEndpoint, startJsonEndpoint } from '../support/jsonEndpoint';
import { ExampleN8n } from './support/exampleN8n';
import type { Workflow } from './support/n8n';

const PEOPLE = ['ana', 'ben'].map((name) => `${name}@example.com`);
const [ana, ben] = PEOPLE as [string, string];

let example: ExampleN8n;
let elsewhere: JsonEndpoint;
let engine: Awaited<ReturnType<typeof startEngine>>;
let campaignId: string;

beforeAll(async () => {
  elsewhere = await startJsonEndpoint();
  example = await ExampleN8n.create();
  const { clickToCrm, complaintAlert } = example.workflows;
  const examples = [clickToCrm, complaintAlert];
  await example.n8n.importWorkflows(examples.map(toldTo(elsewhere.url)));
  for (const { id } of examples) await example.n8n.publish(id);
  await example.start();

  const database = { type: 'sqlite' as const, folder: join(example.n8n.userFolder, '.n8n', 'mailtarget') };
  await eventually(() => isFollowedBy(examples.length, database));
  engine = await startEngine({ database, launchesDue: false });
  // One complaint of one is too many only where one message is enough to tell.
  await engine.settings.update({ sendHealth: { afterMessages: 1, maxComplaintRate: null } });
  campaignId = await sendTo(engine, PEOPLE);
});

afterAll(async () => {
  await engine.close();
  await example.remove();
  await elsewhere.stop();
});

/** The workflow with the servers that it names replaced by one of ours. */
const toldTo =
  (url: string) =>
  (workflow: Workflow): Workflow =>
    JSON.parse(JSON.stringify(workflow).replace(/https:\/\/(crm|hooks\.slack)\.example\.com/, url));

/** n8n says that it is ready before its triggers are. */
async function isFollowedBy(count: number, database: Parameters<typeof openStore>[0]): Promise<boolean> {
  const store = await openStore(database);
  const followers = await store.db.selectFrom('followers').select('position').execute();
  await store.close();
  return followers.length === count;
}

async function sendTo(mailtarget: EmailMarketing, people: string[]): Promise<string> {
  for (const email of people) await mailtarget.contacts.upsert({ email, name: email[0]!.toUpperCase() });
  const { id } = await mailtarget.campaigns.create({
    subject: 'Spring "sale"',
    body: '<p>Hello</p>',
    recipients: { all: true },
  });
  await mailtarget.campaigns.send(id);
  await example.smtp.received(people.length);
  return id;
}

/** Tells the engine as Mailgun does. */
async function report(event: string, recipient: string, more: object = {}): Promise<void> {
  const { messageId } = await example.smtp.messages.find(({ to }) => to[0] === recipient)!.parse();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const token = randomUUID();
  const signingKey = 'key';
  const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
  const data = { event, recipient, message: { headers: { 'message-id': messageId } }, ...more };
  const body = { signature: { timestamp, token, signature }, 'event-data': data };
  await engine.events.ingestProvider({
    secret: { provider: 'mailgun', signingKey },
    headers: {},
    body: Buffer.from(JSON.stringify(body)).toString('base64'),
  });
}

it('"Follow up a click in a CRM" tells of people who followed the link that matters', async () => {
  const pricing = { url: 'https://example.com/pricing?plan=pro' };
  await report('clicked', ben, { ...pricing, 'client-info': { bot: 'a scanner' } });
  await report('clicked', ana, { url: 'https://example.com/about' });
  await report('clicked', ana, pricing);
  await elsewhere.received(1);
  expect(elsewhere.posted).toMatchObject([
    {
      path: '/api/tasks',
      json: {
        title: 'Call A',
        email: ana,
        name: 'A',
        link: pricing.url,
        campaignId,
        clickedAt: expect.any(String),
      },
    },
  ]);
});

it('"Follow up a click in a CRM" tells the CRM again of what it refused, and of nothing else', async () => {
  elsewhere.posted.length = 0;
  elsewhere.status = ({ link }) => (String(link).includes('refused') ? 503 : 200);
  const click = (what: string) => report('clicked', ana, { url: `https://example.com/pricing?${what}` });
  await click('refused');
  await elsewhere.received(1);
  // They come together, while the first is tried again.
  for (const what of ['taken', 'refused-too', 'taken-too']) await click(what);
  await elsewhere.received(8);
  elsewhere.status = 200;
  const told = elsewhere.posted.map(({ json }) => String(json['link']).split('?')[1]);
  expect(told).toEqual([...Array(3).fill('refused'), 'taken', ...Array(3).fill('refused-too'), 'taken-too']);
});

it('"Tell the team of complaints" says who complained, and warns of the campaign', async () => {
  elsewhere.posted.length = 0;
  await report('complained', ben);
  await elsewhere.received(2);
  expect(elsewhere.posted.map(({ path, json }) => [path, json])).toEqual([
    ['/services/your/incoming/webhook', { text: `${ben} reported "Spring "sale"" as spam.` }],
    [
      '/services/your/incoming/webhook',
      {
        text: expect.stringMatching(/^Look at "Spring "sale"": 50 % \(1 of 2\) of the receivers complained/),
      },
    ],
  ]);
});
