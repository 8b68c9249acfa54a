import { createHmac } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { eventually } from '../../support/eventually';
import { WebhookNode } from '../../support/webhookNode';
import { post, postSigned, signed, STANDARD, triggerNode } from './support';

const ALL = ['delivery', 'bounce', 'soft_bounce', 'open', 'click', 'complaint', 'unsubscribe', 'out_of_band'];
const MINUTE = 60_000;

let n8n: WebhookNode;
afterEach(() => n8n.stop());

async function publish(
  parameters: INodeParameters = {},
  credential: object = STANDARD,
): Promise<WebhookNode> {
  n8n = await WebhookNode.start(triggerNode({ source: 'cloud', events: ALL, ...parameters }), {
    mailtargetProviderWebhook: credential,
  });
  await n8n.publish();
  return n8n;
}

const clicked = {
  transmissionId: 'abc123',
  messageId: '<internal@mailtarget>',
  event: 'click',
  timestamp: '2026-05-08T03:14:15Z',
  recipient: 'ana@example.com',
  campaignId: '7',
  metadata: { order: '42' },
  raw: { url: 'https://example.com/harvest', userAgent: 'Firefox', ip: '192.0.2.1' },
};
/** As the older form's documentation shows it. */
const item = {
  status: 'open',
  eventId: '92356927693813856',
  messageId: '000443ee14578172be22',
  subject: 'Holiday deals are here!',
  recipient: 'recipient@example.com',
  recipientMeta: '{"order":"43"}',
  mailboxProvider: 'Gsuite',
};
const batch = (...events: object[]) => ({ batchId: '645c2177e3b86a0001887bc6', retryCount: 0, events });
const idsOf = (executions: WebhookNode['executions']) => executions.flat().map(({ eventId }) => eventId);

describe('a webhook of Mailtarget', () => {
  test('with one event starts the workflow with one item', async () => {
    const { url, executions } = await publish();
    expect(await postSigned(url, clicked)).toEqual({ status: 200, body: { received: 1 } });
    expect(executions).toEqual([
      [
        {
          eventId: null,
          event: 'click',
          timestamp: '2026-05-08T03:14:15.000Z',
          recipient: 'ana@example.com',
          contactId: null,
          campaignId: '7',
          messageId: '<internal@mailtarget>',
          transmissionId: 'abc123',
          reason: null,
          bounceType: null,
          link: null,
          url: 'https://example.com/harvest',
          machine: null,
          ip: '192.0.2.1',
          userAgent: 'Firefox',
          metadata: { order: '42' },
          test: false,
          raw: clicked,
        },
      ],
    ]);
  });

  test('with a batch starts it once, with an item for each event', async () => {
    const { url, executions } = await publish();
    const bounced = { ...item, status: 'bounce', eventId: 8, reason: '452 4.2.2 Over quota' };
    const answer = await postSigned(url, batch(item, { ...item, status: 'injection', eventId: 9 }, bounced));
    expect(answer).toEqual({ status: 200, body: { received: 2 } });
    expect(executions).toMatchObject([
      [
        {
          eventId: '92356927693813856',
          event: 'open',
          metadata: { order: '43' },
          raw: { subject: item.subject },
        },
        { eventId: '8', event: 'soft_bounce', bounceType: 'soft', reason: '452 4.2.2 Over quota' },
      ],
    ]);
  });

  test('is answered and starts nothing when it holds nothing that was asked for', async () => {
    const { url, executions } = await publish({ events: ['complaint'], options: { campaignId: '7' } });
    expect(await postSigned(url, clicked)).toEqual({ status: 200, body: { received: 0 } });
    expect(await postSigned(url, { ...clicked, event: 'complaint', campaignId: '8' })).toMatchObject({
      body: { received: 0 },
    });
    expect(await postSigned(url, batch())).toEqual({ status: 200, body: { received: 0 } });
    expect(executions).toEqual([]);
    await postSigned(url, { ...clicked, event: 'complaint', campaignId: 7 });
    expect(executions).toHaveLength(1);
  });

  test.each(['not JSON', '[]', '{}', '{"event": 7}', '"click"', ''])(
    'is none when it is %j',
    async (body) => {
      const { url, executions } = await publish();
      expect(await post(url, body, signed(body))).toEqual({
        status: 400,
        body: {
          error: 'INVALID_INPUT',
          message: expect.stringContaining('no webhook of Mailtarget') as string,
        },
      });
      expect(executions).toEqual([]);
    },
  );

  test('is refused beyond 5 MB', async () => {
    const { url } = await publish();
    const body = JSON.stringify(batch({ ...item, subject: 'x'.repeat(5_000_000) }));
    expect(await post(url, body, signed(body))).toMatchObject({
      status: 413,
      body: { message: 'The webhook is larger than 5 MB.' },
    });
  });
});

describe('who calls', () => {
  const body = JSON.stringify(clicked);
  const hmac = (of = body) => createHmac('sha256', 'sesame').update(of).digest('hex');
  const HEADER = { provider: 'mailtarget', scheme: 'header', header: 'X-Signature', secret: 'sesame' };
  const BASIC = { provider: 'mailtarget', scheme: 'basic', user: 'mailtarget', password: 'sesame' };
  const basic = (login: string) => ({ authorization: `Basic ${Buffer.from(login).toString('base64')}` });

  test.each([
    ['Standard Webhooks', STANDARD, signed(body)],
    [
      'a signature in a header',
      { ...HEADER, comparison: 'hmac-sha256' },
      { 'x-signature': `sha256=${hmac()}` },
    ],
    ['a secret in a header', { ...HEADER, comparison: 'plain' }, { 'x-signature': 'sesame' }],
    ['Basic authentication', BASIC, basic('mailtarget:sesame')],
  ])('shows it by %s', async (_, credential, headers) => {
    const { url } = await publish({}, credential);
    expect(await post(url, body, headers)).toEqual({ status: 200, body: { received: 1 } });
  });

  test.each([
    ['nothing', STANDARD, {}, /lacks the headers of Standard Webhooks/],
    ['the signature of another body', STANDARD, signed('{}'), /signature .* does not hold/],
    ['an old signature', STANDARD, signed(body, new Date(Date.now() - 6 * MINUTE)), /too long ago/],
    ['one of the future', STANDARD, signed(body, new Date(Date.now() + 6 * MINUTE)), /in the future/],
    ['another secret', STANDARD, signed(body, new Date(), 'whsec_c2VjcmV0'), /does not hold/],
    [
      'another digest',
      { ...HEADER, comparison: 'hmac-sha256' },
      { 'x-signature': hmac('{}') },
      /does not hold/,
    ],
    ['no header', { ...HEADER, comparison: 'plain' }, {}, /in the header x-signature/],
    ['another password', BASIC, basic('mailtarget:open'), /another user or password/],
  ])('is refused with %s, and nothing starts', async (_, credential, headers, sentence) => {
    const { url, executions } = await publish({}, credential);
    expect(await post(url, body, headers)).toMatchObject({
      status: 401,
      body: { message: expect.stringMatching(sentence) as string },
    });
    expect(executions).toEqual([]);
  });

  test('must be Mailtarget: the credential of another provider is refused when the workflow is published', async () => {
    const credential = { provider: 'mailgun', signingKey: 'key' };
    await expect(publish({}, credential)).rejects.toMatchObject({
      message: expect.stringContaining('choose Mailtarget as its provider') as string,
      description: expect.stringContaining('Correct the Mailtarget Provider Webhook credential') as string,
    });
    expect(await post(n8n.url, body)).toMatchObject({ status: 503 });
    expect(n8n.executions).toEqual([]);
  });

  test('needs events to tell of', async () => {
    await expect(publish({ events: [] })).rejects.toThrow('Choose the events');
  });
});

describe('of repeats', () => {
  test.each([
    ['with an id', batch(item), batch({ ...item, retryCount: 1 })],
    ['without one', clicked, clicked],
  ])('an event %s comes once', async (_, first, second) => {
    const { url, executions } = await publish();
    await postSigned(url, first);
    expect(await postSigned(url, second)).toEqual({ status: 200, body: { received: 0 } });
    expect(await postSigned(url, batch(item, { ...item, eventId: 'new' }))).toMatchObject({ status: 200 });
    expect(executions.flat().filter(({ eventId }) => eventId === 'new')).toHaveLength(1);
    const other = { ...clicked, raw: { url: 'https://example.com/another' } };
    expect(await postSigned(url, other)).toMatchObject({ body: { received: 1 } });
  });

  test('within one request one is taken', async () => {
    const { url } = await publish();
    expect(await postSigned(url, batch(item, item))).toMatchObject({ body: { received: 1 } });
  });

  test('at the same time one is taken', async () => {
    const { url, executions } = await publish();
    n8n.beforeStart = () => eventually(() => Promise.resolve(n8n.arrived === 20)).then(() => {});
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => postSigned(url, batch(item, { ...item, eventId: index }))),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(idsOf(executions)).toHaveLength(21);
    expect(new Set(idsOf(executions)).size).toBe(21);
  });

  test('none is taken for one where n8n could not start the workflow', async () => {
    const { url, executions } = await publish();
    n8n.isWell = false;
    expect(await postSigned(url, clicked)).toMatchObject({ status: 500 });
    n8n.isWell = true;
    expect(await postSigned(url, clicked)).toMatchObject({ status: 200, body: { received: 1 } });
    expect(executions).toHaveLength(1);
  });

  test('one that comes while n8n is still busy with the first, whose sender no longer waits, is dropped', async () => {
    const { url, executions } = await publish();
    let begin!: () => void;
    n8n.beforeStart = () => new Promise((resolve) => (begin = resolve));
    const impatient = new AbortController();
    const body = JSON.stringify(clicked);
    const first = fetch(url, { method: 'POST', body, headers: signed(body), signal: impatient.signal });
    while (begin === undefined) await new Promise(setImmediate);
    impatient.abort();
    await expect(first).rejects.toThrow();
    expect(await postSigned(url, clicked)).toMatchObject({ body: { received: 0 } });
    expect(executions).toEqual([]);
    begin();
    await eventually(() => Promise.resolve(executions.length === 1));
  });

  test('n8n keeps what it needs to know them after a restart, in a few bytes for each', async () => {
    const { url } = await publish();
    for (const part of [0, 1, 2]) {
      const events = Array.from({ length: 4000 }, (_, index) => ({ ...item, eventId: `${part}-${index}` }));
      expect(await postSigned(url, batch(...events))).toMatchObject({ body: { received: 4000 } });
    }
    expect(n8n.stored.length).toBeLessThan(82_000);
    // Another node id: this process remembers nothing of it.
    const restarted = await WebhookNode.start(triggerNode({ source: 'cloud', events: ALL }), {
      mailtargetProviderWebhook: STANDARD,
    });
    restarted.stored = n8n.stored;
    const events = ['2-3999', '0-3999', '0-0'].map((eventId) => ({ ...item, eventId }));
    await postSigned(restarted.url, batch(...events));
    await restarted.stop();
    expect(idsOf(restarted.executions)).toEqual(['0-0']);
  });
});

describe('listening for a test event', () => {
  const REAL = { options: { sendSample: false } };

  test('gives a sample of each event', async () => {
    await publish({ events: ['click', 'bounce'] });
    await n8n.listen();
    await eventually(() => Promise.resolve(n8n.executions.length > 0));
    expect(n8n.executions).toMatchObject([
      [
        { event: 'click', test: true, recipient: 'ana@example.com', url: 'https://example.com/harvest' },
        { event: 'bounce', test: true, bounceType: 'hard', reason: '550 5.1.1 No such user' },
      ],
    ]);
  });

  test('takes one real call where no sample is wanted, repeated or not, and leaves production alone', async () => {
    const { url } = await publish(REAL);
    await postSigned(url, clicked);
    const before = n8n.stored;
    for (const round of [1, 2]) {
      await n8n.listen();
      expect(await postSigned(n8n.testUrl, clicked)).toMatchObject({ body: { received: 1 } });
      expect(n8n.executions).toHaveLength(1 + round);
    }
    expect(n8n.stored).toBe(before);
  });

  test('is ended by no stranger who claims to be the sample', async () => {
    const { url } = await publish();
    await n8n.listen();
    const claim = { ...signed('{}'), 'webhook-id': 'mailtarget-trigger-sample' };
    for (const where of [url, n8n.testUrl])
      expect(await post(where, '{}', claim)).toMatchObject({ status: 401 });
    expect(n8n.executions).toEqual([]);
    await n8n.stopListening();
  });
});
