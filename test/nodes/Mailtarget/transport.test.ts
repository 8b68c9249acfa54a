import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, type NodeSetup, resultOf, useMailtargetNode } from '../../support/mailtargetNode';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';
import { API_KEY, startTransmissionApi } from '../../support/transmissionApi';

const node = useMailtargetNode();
const LOGIN = { user: 'ana', password: 'secret-word' };
const transport = (operation: string, parameters: object = {}): INodeParameters => ({
  resource: 'transport',
  operation,
  ...parameters,
});

/** n8n's credential `smtp` as its form is filled in for a server without TLS. */
const smtp = ({ host, port }: Pick<TestSmtpServer, 'host' | 'port'>, changes: object = {}): NodeSetup => ({
  credentials: {
    smtp: {
      user: '',
      password: '',
      host,
      port,
      secure: false,
      disableStartTls: true,
      hostName: '',
      ...changes,
    },
  },
});
const elsewhere = { host: 'smtp.example.com', port: 587 };
const transmission = (changes: object = {}): NodeSetup => ({
  credentials: {
    mailtargetTransmission: {
      apiKey: 'secret-key',
      url: 'https://transmission.mailtarget.co/v1/layang/transmissions',
      ...changes,
    },
  },
});

describe('save', () => {
  test("makes a transport of n8n's SMTP credential, with its password hidden", async () => {
    const saved = await resultOf(node, transport('save', { id: 'plain' }), smtp(elsewhere, LOGIN));
    expect(saved).toMatchObject({
      id: 'plain',
      type: 'smtp',
      ...elsewhere,
      tls: 'none',
      user: 'ana',
      hasPassword: true,
      weight: null,
      senderDomains: [],
      messagesPerSecond: 10,
      messagesPerHour: null,
      maxConnections: 5,
      messagesInFlight: 5,
    });
    expect(JSON.stringify(saved)).not.toContain('secret-word');
  });

  test.each([
    [{ secure: true, disableStartTls: true }, 'implicit'],
    [{ secure: false, disableStartTls: false }, 'starttls'],
    [{ secure: false, disableStartTls: true }, 'none'],
    [{ secure: false, disableStartTls: undefined }, 'starttls'],
  ])('takes %o of the SMTP credential for %s', async (switches, tls) => {
    const saved = await resultOf(node, transport('save', { id: 'tls' }), smtp(elsewhere, switches));
    expect(saved).toMatchObject({ tls });
  });

  test('makes a transport of an API key, which stays hidden', async () => {
    const save = transport('save', { id: 'cloud', type: 'transmission' });
    const saved = await resultOf(node, save, transmission());
    expect(saved).toMatchObject({
      id: 'cloud',
      type: 'transmission',
      url: 'https://transmission.mailtarget.co/v1/layang/transmissions',
    });
    expect(JSON.stringify(saved)).not.toContain('secret-key');
  });

  test('takes limits, sender domains and a weight', async () => {
    const additionalFields = {
      weight: 0,
      senderDomains: 'Example.com, example.org',
      messagesPerSecond: 2.5,
      messagesPerHour: 1000,
      messagesPerDay: 0,
      maxConnections: 3,
      messagesInFlight: 2,
      warmUp: { schedule: { startedAt: '2026-03-01T08:00:00', growth: 25 } },
      domainLimits: {
        limit: [{ domains: 'example.net, example.de', messagesPerSecond: 0.5 }, { domains: '*' }],
      },
    };
    const saved = await resultOf(node, transport('save', { id: 'limited', additionalFields }), {
      ...smtp(elsewhere),
      timezone: 'Asia/Jakarta',
    });
    expect(saved).toMatchObject({
      weight: 0,
      senderDomains: ['example.com', 'example.org'],
      messagesPerSecond: 2.5,
      messagesPerHour: 1000,
      messagesPerDay: null,
      maxConnections: 3,
      messagesInFlight: 2,
      warmUp: { startedAt: '2026-03-01T08:00:00.000+07:00', firstDay: 50, growth: 1.25, days: 30 },
      domainLimits: [
        { domains: ['example.net', 'example.de'], messagesPerSecond: 0.5, maxConnections: 5 },
        { domains: ['*'], messagesPerSecond: 1, maxConnections: 5 },
      ],
    });
  });

  test('takes sender domains as a list, and a weight that is empty for none', async () => {
    const additionalFields = {
      senderDomains: "={{ ['example.com', 'example.org'] }}",
      weight: '={{ undefined }}',
    };
    const save = transport('save', { id: 'listed', additionalFields });
    expect(await resultOf(node, save, smtp(elsewhere))).toMatchObject({
      senderDomains: ['example.com', 'example.org'],
      weight: null,
    });
  });

  test('replaces the transport that has the ID, with what was added to it', async () => {
    const save = (additionalFields: object) => transport('save', { id: 'again', additionalFields });
    await resultOf(node, save({ weight: 3, messagesPerHour: 100 }), smtp(elsewhere, LOGIN));
    await resultOf(node, save({ messagesPerSecond: 5 }), smtp({ ...elsewhere, port: 2525 }));
    const { transports } = await node.engine.settings.get();
    expect(transports.filter(({ id }) => id === 'again')).toMatchObject([
      { port: 2525, hasPassword: false, weight: null, messagesPerHour: null, messagesPerSecond: 5 },
    ]);
  });

  test('leaves what only a relay has out of a transport that is none', async () => {
    const save = transport('save', {
      id: 'switched',
      type: 'transmission',
      allowUnauthorizedCerts: true,
      additionalFields: { messagesInFlight: 2 },
    });
    expect(await resultOf(node, save, transmission())).not.toHaveProperty('messagesInFlight');
  });

  test('says which field is wrong, as the node calls it', async () => {
    const refused = (parameters: object, message: RegExp, setup = smtp(elsewhere)) =>
      expectRefusal(
        node,
        transport('save', { id: 'wrong', ...parameters }),
        { code: 'INVALID_INPUT', message, advice: /Correct the value/ },
        setup,
      );
    await refused({ id: 'My relay' }, /^Transport ID: A transport id is a short lower-case word/);
    await refused({ additionalFields: { weight: -1 } }, /^Weight: A weight is a number/);
    await refused(
      { additionalFields: { senderDomains: 'example.com, no domain' } },
      /^Sender Domains, no\. 2: "no domain" is no domain/,
    );
    await refused({ additionalFields: { warmUp: { schedule: {} } } }, /^Warm-Up, Start: Give the start/);
    await refused(
      { additionalFields: { domainLimits: { limit: [{ domains: '' }] } } },
      /^Domain Limits, no\. 1, Domains: Name the domains/,
    );
    await refused({}, /^Host: Name the SMTP host/, smtp({ host: '', port: 587 }));
    await refused({ type: 'transmission' }, /^API Key: Enter the API key/, transmission({ apiKey: '' }));
    await refused(
      { type: 'transmission' },
      /^URL: .*with https/,
      transmission({ url: 'http://api.example.com/' }),
    );
  });

  test('asks for the credential that goes with the type', async () => {
    const { error } = await executeNode(node, transport('save', { id: 'none' }), transmission());
    expect(error?.message).toMatch(/credentials set for "smtp"/);
  });
});

test("the transport of the engine's credential is neither saved nor removed here", async () => {
  const shown = (name: string) => ({
    code: 'INVALID_INPUT' as const,
    message: new RegExp(`^${name}: The transport "default" comes from the Mailtarget Engine credential`),
    advice: /Correct the value/,
  });
  await expectRefusal(node, transport('save', { id: 'default' }), shown('Transport ID'), smtp(elsewhere));
  const remove = transport('remove', { transportId: byId('default') });
  await expectRefusal(node, remove, shown('Transport'));
  const { transports } = await node.engine.settings.get();
  expect(transports).toContainEqual(expect.objectContaining({ id: 'default', port: node.relay.port }));
});

test('get many lists them all by ID, and one that was removed no more', async () => {
  const listed = async (parameters: object) =>
    (await executeNode(node, transport('getAll', parameters))).json.map(({ id }) => id);
  await resultOf(node, transport('save', { id: 'a1' }), smtp(elsewhere));
  await resultOf(node, transport('save', { id: 'a2' }), smtp(elsewhere));
  expect(await listed({ limit: 2 })).toEqual(['a1', 'a2']);
  expect(await listed({ returnAll: true })).toEqual(expect.arrayContaining(['a1', 'default']));

  const remove = transport('remove', { transportId: byId('a1') });
  expect(await resultOf(node, remove)).toEqual({ deleted: true });
  expect(await listed({ limit: 1 })).toEqual(['a2']);
  expect(await resultOf(node, remove)).toEqual({ deleted: true });
});

describe('check', () => {
  let relay: TestSmtpServer;
  beforeAll(async () => {
    relay = await startSmtpServer({ login: LOGIN });
  });
  afterAll(() => relay.stop());

  test('says that a relay lets us in, and stores nothing', async () => {
    const before = await node.engine.settings.get();
    expect(await resultOf(node, transport('check'), smtp(relay, LOGIN))).toEqual({ ok: true });
    expect(relay.messages).toEqual([]);
    expect(await node.engine.settings.get()).toEqual(before);
  });

  test('says that a relay refuses the login', async () => {
    const wrong = smtp(relay, { ...LOGIN, password: 'wrong' });
    await expectRefusal(
      node,
      transport('check'),
      { code: 'RELAY_LOGIN_REFUSED', message: /refuses the login/, advice: /save the transport again/ },
      wrong,
    );
  });

  test('takes a certificate that nobody vouches for only when told to', async () => {
    const secured = await startSmtpServer({ tls: 'implicit' });
    const credential = smtp(secured, { secure: true });
    await expectRefusal(
      node,
      transport('check'),
      { code: 'RELAY_TLS_FAILED', message: /certificate/, advice: /TLS mode/ },
      credential,
    );
    const allowed = transport('check', { allowUnauthorizedCerts: true });
    expect(await resultOf(node, allowed, credential)).toEqual({ ok: true });
    await secured.stop();
  });

  test('says that nobody answers', async () => {
    const gone = await startSmtpServer();
    await gone.stop();
    await expectRefusal(
      node,
      transport('check'),
      { code: 'RELAY_UNREACHABLE', message: /does not answer/, advice: /host and port/ },
      smtp(gone),
    );
  });

  test('says whether the Transmission API takes the key', async () => {
    const { url, requests, stop } = await startTransmissionApi();
    const check = transport('check', { type: 'transmission' });
    expect(await resultOf(node, check, transmission({ url, apiKey: API_KEY }))).toEqual({ ok: true });
    await expectRefusal(
      node,
      check,
      { code: 'RELAY_LOGIN_REFUSED', message: /key/, advice: /save the transport again/ },
      transmission({ url, apiKey: 'another' }),
    );
    expect(requests.map(({ body }) => body)).toEqual(['{}', '{}', '{}']);
    await stop();
  });
});
