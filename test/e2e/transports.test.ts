import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { API_KEY, startTransmissionApi, type TransmissionApi } from '../support/transmissionApi';
import { ENGINE, engineCredential } from './support/engineCredential';
import { N8n, type Workflow } from './support/n8n';

const BACKUP = { id: 'backup', name: 'Backup relay', type: 'smtp' };
const CLOUD = { id: 'cloud', name: 'Cloud', type: 'mailtargetTransmission' };
const LOGIN = { user: 'backup-user', password: 'backup-password' };

let n8n: N8n;
let relay: TestSmtpServer;
let backup: TestSmtpServer;
let api: TransmissionApi;

beforeAll(async () => {
  relay = await startSmtpServer();
  backup = await startSmtpServer({ login: LOGIN });
  api = await startTransmissionApi({
    answer({ path }) {
      if (path === '/elsewhere') return { status: 404 };
      if (path === '/page') return { status: 200, body: '<h1>Hello</h1>' };
      if (path === '/moved') return { status: 302, headers: { location: api.url } };
    },
  });

  n8n = await N8n.create();
  await n8n.importCredentials([
    engineCredential(relay),
    {
      ...BACKUP,
      data: { ...LOGIN, host: backup.host, port: backup.port, secure: false, disableStartTls: true },
    },
    { ...CLOUD, data: { apiKey: API_KEY, url: api.url } },
  ]);
  await n8n.importWorkflows([workflow]);
});

afterAll(async () => {
  await n8n.remove();
  await Promise.all([relay.stop(), backup.stop(), api.stop()]);
});

it('checks and saves a relay and the Transmission API, and lists them beside the one of the credential', async () => {
  const outputs = await n8n.execute(workflow.id);
  const json = (node: string) => outputs[node]!.map((item) => item.json);
  expect(json('Check Backup')).toEqual([{ ok: true }]);
  expect(json('Save Backup')).toMatchObject([
    { id: 'backup', port: backup.port, user: LOGIN.user, hasPassword: true, weight: 0 },
  ]);
  expect(json('Check Cloud')).toEqual([{ ok: true }]);
  expect(json('Save Cloud')).toMatchObject([
    { id: 'cloud', type: 'transmission', url: api.url, senderDomains: ['example.org'] },
  ]);
  expect(json('List Transports')).toMatchObject([
    { id: 'backup', port: backup.port },
    { id: 'cloud', url: api.url },
    { id: 'default', port: relay.port },
  ]);
  expect(JSON.stringify(outputs)).not.toMatch(new RegExp(`${LOGIN.password}|${API_KEY}`));
  expect(backup.messages).toEqual([]);
  expect(api.requests.map(({ body }) => body)).toEqual(['{}']);
});

describe('the test of the credential for the Transmission API', () => {
  let test: (data: object) => Promise<unknown>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const server = await n8n.start();
    stop = () => server.stop();
    const owner = {
      email: 'owner@example.com',
      firstName: 'Ola',
      lastName: 'Owner',
      password: 'Mailtarget1',
    };
    const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/rest/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const signedIn = await post('owner/setup', owner);
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    test = async (data) => {
      const answer = await post('credentials/test', { credentials: { ...CLOUD, data } }, { cookie });
      return ((await answer.json()) as { data: unknown }).data;
    };
  });
  afterAll(() => stop());

  it('says that the key is good, without sending anything', async () => {
    expect(await test({ apiKey: API_KEY, url: api.url })).toMatchObject({ status: 'OK' });
  });

  it('says what is wrong with a key and with a URL', async () => {
    expect(await test({ apiKey: 'another', url: api.url })).toEqual({
      status: 'Error',
      message: expect.stringContaining('refuses the key'),
    });
    const urls = {
      '/elsewhere': 'no Transmission API',
      '/page': 'not the Transmission API',
      '/moved': 'Found',
    };
    for (const [path, message] of Object.entries(urls)) {
      expect(await test({ apiKey: API_KEY, url: new URL(path, api.url).href })).toEqual({
        status: 'Error',
        message: expect.stringContaining(message),
      });
    }
  });
});

const workflow = chain([
  ['Check Backup', { operation: 'check' }, BACKUP],
  ['Save Backup', { operation: 'save', id: 'backup', additionalFields: { weight: 0 } }, BACKUP],
  ['Check Cloud', { operation: 'check', type: 'transmission' }, CLOUD],
  [
    'Save Cloud',
    {
      operation: 'save',
      id: 'cloud',
      type: 'transmission',
      additionalFields: { senderDomains: 'example.org' },
    },
    CLOUD,
  ],
  ['List Transports', { operation: 'getAll' }],
]);

type Step = [name: string, parameters: object, credential?: typeof BACKUP];

/** Mailtarget nodes on Transport, one after the other. */
function chain(steps: Step[]): Workflow {
  const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
  const ours = ([name, parameters, credential]: Step) => ({
    name,
    type: 'n8n-nodes-mailtarget.mailtarget',
    parameters: { resource: 'transport', ...parameters },
    credentials: { mailtargetEngine: ENGINE, ...(credential && { [credential.type]: credential }) },
  });
  const nodes = [start, ...steps.map(ours)].map((node, n) => ({
    ...node,
    id: node.name,
    typeVersion: 1,
    position: [224 * n, 304],
  }));
  const links = steps.map(([name], n) => [
    nodes[n]!.name,
    { main: [[{ node: name, type: 'main', index: 0 }]] },
  ]);
  return { id: 'transports', name: 'Transports', nodes, connections: Object.fromEntries(links) } as Workflow;
}
