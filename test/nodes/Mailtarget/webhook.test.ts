import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Webhook as Verifier } from 'standardwebhooks';
import { toKey, type WebhookKey } from '../../../lib/model';
import { openStore } from '../../../lib/store';
import { expectRefusal } from '../../support/expectRefusal';
import { type JsonEndpoint, startJsonEndpoint } from '../../support/jsonEndpoint';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode({ privateWebhookNetworks: '127.0.0.1' });
const webhook = (operation: string, parameters: object = {}): INodeParameters => ({
  resource: 'webhook',
  operation,
  ...parameters,
});
const of = (id: unknown) => ({ webhookId: byId(String(id)) });
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let endpoint: JsonEndpoint;
beforeAll(async () => {
  endpoint = await startJsonEndpoint();
});
afterAll(() => endpoint.stop());

let count = 0;
/** An endpoint of its own for each. */
const create = (additionalFields: object = {}, events = ['click']): Promise<IDataObject> =>
  resultOf(node, webhook('create', { url: ` ${endpoint.url}/hook-${++count} `, events, additionalFields }));

describe('create', () => {
  test('makes a secret, and shows it this once', async () => {
    const created = await create({}, ['click', 'complaint']);
    expect(created).toMatchObject({
      id: expect.any(String),
      url: `${endpoint.url}/hook-${count}`,
      events: ['click', 'complaint'],
      campaignId: null,
      description: '',
      enabled: true,
      secret: expect.stringMatching(/^whsec_/),
    });
    const found = await resultOf(node, webhook('get', of(created['id'])));
    expect({ ...found, secret: created['secret'] }).toEqual(created);
    expect(found).not.toHaveProperty('secret');
  });

  test('takes a campaign, a description and a secret', async () => {
    const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    expect(
      await create({ campaignId: byId(id), description: 'Clicks for the CRM', secret: SECRET }),
    ).toMatchObject({ campaignId: id, description: 'Clicks for the CRM', secret: SECRET });
  });

  test('takes events from an expression', async () => {
    const events = "={{ ['open', 'bounce'] }}";
    expect(await resultOf(node, webhook('create', { url: endpoint.url, events }))).toMatchObject({
      events: ['open', 'bounce'],
    });
  });

  test('says what is wrong, as the node calls it', async () => {
    const refused = (parameters: object, message: RegExp) =>
      expectRefusal(node, webhook('create', { url: endpoint.url, events: ['click'], ...parameters }), {
        code: 'INVALID_INPUT',
        message,
        advice: /Correct the value/,
      });
    await refused({ url: 'crm.example.com' }, /^URL: Give the URL of the endpoint/);
    await refused({ events: '={{ [] }}' }, /^Events: Choose the events/);
    for (const secret of ['no secret', 'whsec_c2hvcnQ=']) {
      await refused({ additionalFields: { secret } }, /^Secret: .*whsec_/);
    }
    await expectRefusal(
      node,
      webhook('create', {
        url: endpoint.url,
        events: ['click'],
        additionalFields: { campaignId: byId('4711') },
      }),
      { code: 'CAMPAIGN_NOT_FOUND', message: /4711/, advice: /Pick the campaign/ },
    );
  });

  test('refuses an address in a private network that the credential does not name', async () => {
    await expectRefusal(node, webhook('create', { url: 'http://192.168.1.1/hook', events: ['click'] }), {
      code: 'WEBHOOK_ADDRESS_REFUSED',
      message: /192\.168\.1\.1/,
      advice: /Private Webhook Networks/,
    });
  });
});

describe('update', () => {
  test('changes what was added, and nothing else', async () => {
    const { campaigns } = node.engine;
    const { id: campaignId } = await campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    const { id } = await create({ campaignId: byId(campaignId), description: 'Before' });
    const before = await resultOf(node, webhook('get', of(id)));
    const update = (updateFields: object) => resultOf(node, webhook('update', { ...of(id), updateFields }));
    const url = `${endpoint.url}/moved`;
    expect(await update({ url, events: ['open'] })).toEqual({ ...before, url, events: ['open'] });
    expect(await update({ description: 'After', enabled: false, campaignId: byId('') })).toEqual({
      ...before,
      url,
      events: ['open'],
      description: 'After',
      enabled: false,
      campaignId: null,
    });
    expect(await update({ enabled: true })).toMatchObject({ enabled: true, disabledReason: null });
    expect(await update({})).toMatchObject({ description: 'After' });
  });

  test('sets another secret, with which is signed from then on', async () => {
    const { id } = await create();
    await resultOf(node, webhook('update', { ...of(id), updateFields: { secret: SECRET } }));
    await resultOf(node, webhook('sendTest', of(id)));
    const { body, headers } = endpoint.posted.at(-1)!;
    expect(new Verifier(SECRET).verify(body, headers as Record<string, string>)).toMatchObject({
      test: true,
    });
  });
});

test('get many lists them in the order they were made, and finds them by a text', async () => {
  const list = async (parameters: object) =>
    (await executeNode(node, webhook('getAll', parameters))).json.map(({ id }) => id);
  const first = await create({ description: 'Alerts, first' });
  const second = await create({ description: 'Alerts, second' });
  const search = { filters: { search: 'ALERTS' } };
  expect(await list({ returnAll: true, ...search })).toEqual([first['id'], second['id']]);
  expect(await list({ limit: 1, ...search })).toEqual([first['id']]);
  expect((await list({ returnAll: true })).slice(-2)).toEqual([first['id'], second['id']]);
});

describe('send test', () => {
  test('sends a sample of each event, also when it is switched off', async () => {
    const { id } = await create({}, ['click', 'complaint']);
    await resultOf(node, webhook('update', { ...of(id), updateFields: { enabled: false } }));
    expect(await resultOf(node, webhook('sendTest', of(id)))).toEqual({
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(endpoint.posted.at(-1)).toMatchObject({
      path: `/hook-${count}`,
      json: { test: true, events: [{ event: 'click' }, { event: 'complaint' }] },
    });
  });

  test('says what the endpoint answered', async () => {
    const { id } = await create();
    endpoint.status = 418;
    await expectRefusal(node, webhook('sendTest', of(id)), {
      code: 'WEBHOOK_FAILED',
      message: /418/,
      advice: /mend it/,
    });
    endpoint.status = 200;
  });
});

describe('dead letters', () => {
  /** As the engine leaves one behind after a day; a test has no day. */
  async function deadLetterOf(id: unknown): Promise<void> {
    const position = await endOfLog();
    const campaign = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    await node.engine.campaigns.schedule(campaign.id, { scheduledAt: '2100-01-01T00:00:00Z' });
    const store = await openStore({ type: 'sqlite', folder: node.credential.dataFolder! });
    await store.db
      .insertInto('dead_letters')
      .values({
        webhook_id: toKey<WebhookKey>(String(id))!,
        batch_id: 'batch',
        position,
        until: await endOfLog(),
        events: '["scheduled"]',
        campaign_id: null,
        error: 'It answered 503',
        attempts: 17,
        first_attempt_at: 0,
        last_attempt_at: 86_400_000,
      })
      .execute();
    await store.close();
  }
  const endOfLog = async () => (await node.engine.events.follow({})).position;
  const list = async (id: unknown, parameters: object = {}) =>
    (await executeNode(node, webhook('getDeadLetters', { ...of(id), ...parameters }))).json;
  const replay = (id: unknown, deadLetterId: unknown) =>
    webhook('replayDeadLetter', { ...of(id), deadLetterId });

  test('are listed with what the endpoint said, oldest first', async () => {
    const { id } = await create();
    expect(await list(id)).toEqual([]);
    for (let n = 0; n < 3; n++) await deadLetterOf(id);
    const letters = await list(id, { returnAll: true });
    expect(letters).toHaveLength(3);
    expect(letters[0]).toEqual({
      id: expect.any(String),
      error: 'It answered 503',
      attempts: 17,
      firstAttemptAt: '1970-01-01T00:00:00.000Z',
      lastAttemptAt: '1970-01-02T00:00:00.000Z',
    });
    expect(await list(id, { limit: 2 })).toEqual(letters.slice(0, 2));
    expect(await resultOf(node, webhook('get', of(id)))).toMatchObject({ deadLetters: 3 });
  });

  test('are forgotten once they were taken', async () => {
    const { id } = await create();
    await deadLetterOf(id);
    const [letter] = await list(id);
    expect(await resultOf(node, replay(id, letter!['id']))).toEqual({ replayed: true });
    expect(endpoint.posted.at(-1)).toMatchObject({ json: { events: [{ event: 'scheduled' }] } });
    expect(await list(id)).toEqual([]);
    await expectRefusal(node, replay(id, letter!['id']), {
      code: 'DEAD_LETTER_NOT_FOUND',
      message: /^Dead Letter ID: There is no dead letter/,
      advice: /Get Dead Letters/,
    });
  });
});

test('delete ends a webhook, and nothing is found of it any more', async () => {
  const { id } = await create();
  expect(await resultOf(node, webhook('delete', of(id)))).toEqual({ deleted: true });
  for (const operation of ['get', 'update', 'delete', 'sendTest', 'getDeadLetters']) {
    await expectRefusal(node, webhook(operation, of(id)), {
      code: 'WEBHOOK_NOT_FOUND',
      message: /^Webhook: There is no webhook/,
      advice: /Pick the webhook/,
    });
  }
});
