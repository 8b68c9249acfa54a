import { createHmac } from 'node:crypto';
import { Container } from '@n8n/di';
import { BinaryDataService, prepareBinaryData } from 'n8n-core';
import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { MailtargetEvent } from '../../../lib/model';
import { bounceMail } from '../../support/bounceMail';
import { addSubscribers, newsletter, whenSent } from '../../support/campaigns';
import { expectRefusal } from '../../support/expectRefusal';
import { rawItem, resolvedItem } from '../../support/imapTrigger';
import { byId, executeNode, type NodeSetup, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const event = (operation: string, parameters: object = {}): INodeParameters => ({
  resource: 'event',
  operation,
  ...parameters,
});

let campaignId: string;
/** To the same people. By their address alone, a report is about this one. */
let laterCampaignId: string;
beforeAll(async () => {
  await node.engine.settings.setSendingDomain({
    domain: 'example.com',
    returnPathDomain: 'bounces.example.com',
  });
  const labelId = await addSubscribers(node.engine, 9);
  campaignId = await sentTo(labelId);
  laterCampaignId = await sentTo(labelId);
});

async function sentTo(labelId: string): Promise<string> {
  const { id } = await node.engine.campaigns.create(newsletter(labelId));
  await node.engine.campaigns.send(id);
  await whenSent(node.engine, id);
  return id;
}

/** What the first campaign sent to this address. */
const messageTo = (email: string) => node.relay.messages.find(({ to }) => to[0] === email)!;
const returnPathOf = (email: string) => messageTo(email).from;
const messageIdOf = async (email: string) => (await messageTo(email).parse()).messageId!;
const statusOf = async (email: string) => (await node.engine.contacts.get(email)).status;
const file = (content: Buffer): Promise<IBinaryData> =>
  prepareBinaryData(content, 'run', 'workflow', 'bounce.eml', 'message/rfc822');

describe('ingest bounce mail', () => {
  const ingest = (parameters: object, item: INodeExecutionData) =>
    resultOf(node, event('ingestMail', parameters), { items: [item] });

  test('finds the delivery by the return path, of a mail that the IMAP trigger has resolved', async () => {
    const to = returnPathOf('c1@example.com');
    const mail = bounceMail({ recipient: 'elsewhere@example.net', to, returned: 'message/rfc822' });
    expect(await ingest({}, await resolvedItem(mail))).toEqual({
      events: [
        {
          type: 'out_of_band',
          outcome: 'recorded',
          email: 'c1@example.com',
          campaignId,
          contactId: expect.any(String),
          reason: expect.stringContaining('5.1.1'),
          bounceType: 'hard',
        },
      ],
      ignored: null,
    });
    expect(await statusOf('c1@example.com')).toBe('hard_bounce');
  });

  test('finds it by the Message-ID of a message that came back whole, and takes the same mail again for known', async () => {
    const mail = bounceMail({
      recipient: 'c2@example.com',
      to: 'news@example.com',
      messageId: await messageIdOf('c2@example.com'),
      returned: 'message/rfc822',
    });
    const events = [{ email: 'c2@example.com', campaignId }];
    expect(await ingest({}, await resolvedItem(mail))).toMatchObject({ events, ignored: null });
    expect(await ingest({}, await resolvedItem(mail))).toMatchObject({ events: [{ outcome: 'known' }] });
  });

  test('finds it by the Message-ID, of a raw mail that the IMAP trigger has left without headers', async () => {
    const mail = bounceMail({
      recipient: 'c3@example.com',
      to: returnPathOf('c3@example.com'),
      messageId: await messageIdOf('c3@example.com'),
    });
    expect(await ingest({ input: 'text' }, rawItem(mail))).toMatchObject({
      events: [{ outcome: 'recorded', email: 'c3@example.com', campaignId }],
    });
  });

  test('finds the last one to the address, where nothing else is told', async () => {
    const mail = bounceMail({ recipient: 'c4@example.com', to: 'news@example.com', status: '4.2.2' });
    expect(await ingest({}, await resolvedItem(mail))).toMatchObject({
      events: [{ email: 'c4@example.com', campaignId: laterCampaignId, bounceType: 'soft' }],
    });
    expect(await statusOf('c4@example.com')).toBe('active');
  });

  test('takes the whole mail from an expression', async () => {
    const mail = bounceMail({ recipient: 'elsewhere@example.net', to: returnPathOf('c4@example.com') });
    const text = { input: 'text', mail: '={{ $json.source }}' };
    expect(await ingest(text, { json: { source: mail } })).toMatchObject({
      events: [{ email: 'c4@example.com' }],
    });
  });

  test('takes it from a file in memory', async () => {
    const mail = bounceMail({ recipient: 'elsewhere@example.net', to: returnPathOf('c5@example.com') });
    const data = await file(Buffer.from(mail));
    expect(await ingest({ input: 'file' }, { json: {}, binary: { data } })).toMatchObject({
      events: [{ email: 'c5@example.com' }],
    });
  });

  test('says why a mail reports nothing', async () => {
    const away =
      'From: c1@example.com\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nUntil Monday.\r\n';
    expect(await ingest({}, await resolvedItem(away))).toEqual({ events: [], ignored: 'auto-reply' });
    const letter = 'From: c1@example.com\r\nSubject: Thanks\r\n\r\nA fine coffee.\r\n';
    expect(await ingest({}, await resolvedItem(letter))).toEqual({ events: [], ignored: 'not a report' });
    expect(await ingest({ input: 'text' }, rawItem(letter))).toEqual({ events: [], ignored: 'not a report' });
  });

  test('puts out one item for each mail, also where somebody sent something else', async () => {
    const mail = bounceMail({ recipient: 'nobody@example.net', to: 'news@example.com' });
    const letter = 'From: c1@example.com\r\nSubject: Thanks\r\n\r\nA fine coffee.\r\n';
    const { json, items } = await executeNode(node, event('ingestMail'), {
      items: [await resolvedItem(mail), await resolvedItem(letter)],
    });
    expect(json).toMatchObject([{ events: [{ outcome: 'unmatched' }] }, { ignored: 'not a report' }]);
    expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });

  test.each([
    [
      'resolved',
      { json: { headers: { host: 'n8n.example.com' }, body: {} } },
      /^Input: .*Format set to Resolved/,
    ],
    ['resolved', { json: { raw: 'a mail' } }, /^Input: .*Format set to Resolved/],
    ['text', { json: { headers: {} } }, /^Mail: There is no mail in this text/],
  ])('says so where the input %s is no mail', async (input, item, message) => {
    await expectRefusal(
      node,
      event('ingestMail', { input }),
      { code: 'INVALID_INPUT', message, advice: /Correct the value/ },
      { items: [item] },
    );
  });

  test('says which field holds no file', async () => {
    const { error } = await executeNode(node, event('ingestMail', { input: 'file' }), {
      items: [{ json: {}, binary: {} }],
    });
    expect(error?.message).toMatch(/data/);
  });

  describe('of more than 10 MB', () => {
    const large = () => {
      const mail = bounceMail({ recipient: 'elsewhere@example.net', to: returnPathOf('c6@example.com') });
      return Buffer.concat([Buffer.from(mail), Buffer.alloc(50 * 1024 * 1024, 'x\r\n')]);
    };

    test('is read as far as its first 10 MB, from a text', async () => {
      const text = await ingest({ input: 'text' }, { json: { raw: large().toString() } });
      expect(text).toMatchObject({ events: [{ email: 'c6@example.com' }] });
    });

    test('is read as far as that of what the IMAP trigger has resolved', async () => {
      const { json } = await resolvedItem(
        bounceMail({ recipient: 'elsewhere@example.net', to: returnPathOf('c6@example.com') }),
      );
      const text = `${json['text'] as string}${'x\n'.repeat(6 * 1024 * 1024)}`;
      const large = Buffer.alloc(12 * 1024 * 1024, 'x\n');
      const binary = { attachment_0: await file(large), attachment_1: await file(large) };
      const { events } = await ingest({}, { json: { ...json, text }, binary });
      expect(events).toMatchObject([{ email: 'c6@example.com' }]);
    });

    test('is read as far as that from a file on disk', async () => {
      await Container.get(BinaryDataService).init();
      const data = await file(large());
      expect(data.id).toMatch(/^filesystem/);
      expect(await ingest({ input: 'file' }, { json: {}, binary: { data } })).toMatchObject({
        events: [{ email: 'c6@example.com' }],
      });
    });
  });
});

describe('ingest provider webhook', () => {
  const SIGNING_KEY = 'the key that Mailgun shows';
  const mailgun = { provider: 'mailgun', signingKey: SIGNING_KEY };

  /** What a Webhook node puts out with its option Raw Body. */
  const webhook = (body: object, headers: object = {}): INodeExecutionData => ({
    json: { headers: { 'content-type': 'application/json', ...headers }, params: {}, query: {}, body: {} },
    binary: {
      data: { data: Buffer.from(JSON.stringify(body)).toString('base64'), mimeType: 'application/json' },
    },
  });
  const ingest = (credential: object, item: INodeExecutionData): [INodeParameters, NodeSetup] => [
    event('ingestProvider'),
    { items: [item], credentials: { mailtargetProviderWebhook: credential } },
  ];

  const complaintOf = async (email: string, key = SIGNING_KEY) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const token = 'a'.repeat(50);
    const signature = createHmac('sha256', key)
      .update(timestamp + token)
      .digest('hex');
    const headers = { 'message-id': (await messageIdOf(email)).slice(1, -1) };
    const eventData = {
      event: 'complained',
      id: email,
      timestamp: Date.now() / 1000,
      recipient: email,
      message: { headers },
    };
    return webhook({ signature: { timestamp, token, signature }, 'event-data': eventData });
  };

  test('takes up a complaint whose signature is right', async () => {
    const item = await complaintOf('c7@example.com');
    expect(await resultOf(node, ...ingest(mailgun, item))).toMatchObject({
      events: [{ type: 'complaint', outcome: 'recorded', email: 'c7@example.com', campaignId }],
    });
    expect(await statusOf('c7@example.com')).toBe('unsubscribed');
    expect(await resultOf(node, ...ingest(mailgun, item))).toMatchObject({ events: [{ outcome: 'known' }] });
  });

  test('refuses one that is signed with another key, and changes nothing', async () => {
    const [parameters, setup] = ingest(mailgun, await complaintOf('c8@example.com', 'another key'));
    await expectRefusal(
      node,
      parameters,
      { code: 'WEBHOOK_SIGNATURE_INVALID', message: /signature/, advice: /Raw Body/ },
      setup,
    );
    expect(await statusOf('c8@example.com')).toBe('active');
  });

  test('takes the headers along, where a provider logs in there', async () => {
    const bounce = {
      RecordType: 'Bounce',
      Type: 'HardBounce',
      Email: 'c9@example.com',
      Description: '550 5.1.1 no such user',
      BouncedAt: new Date().toISOString(),
    };
    const authorization = `Basic ${Buffer.from('hook:secret').toString('base64')}`;
    const postmark = { provider: 'postmark', user: 'hook', password: 'secret' };
    const item = webhook(bounce, { authorization, 'x-forwarded-for': ['192.0.2.1'] });
    expect(await resultOf(node, ...ingest(postmark, item))).toMatchObject({
      events: [{ type: 'bounce', email: 'c9@example.com', bounceType: 'hard' }],
    });
  });

  test('says what is wrong with the credential', async () => {
    const refused = async (credential: object, message: RegExp) => {
      const [parameters, setup] = ingest(credential, webhook({}));
      const advice = /Mailtarget Provider Webhook credential/;
      await expectRefusal(node, parameters, { code: 'INVALID_INPUT', message, advice }, setup);
    };
    await refused({ provider: 'mailgun', signingKey: '' }, /Enter the HTTP webhook signing key/);
    await refused({ provider: 'amazonSes', topicArns: '' }, /Name the SNS topic/);
    await refused({ provider: 'sendgrid', publicKey: 'MFkw' }, /verification key/);
    await refused({ provider: 'mailtarget', scheme: 'standard', secret: '!' }, /whsec_/);
    await refused(
      { provider: 'mailtarget', scheme: 'header', header: 'X Y', comparison: 'plain', secret: 's' },
      /Name the header/,
    );
    await refused({ provider: 'mailtarget', scheme: 'basic', user: 'a:b', password: 'p' }, /no colon/);
  });

  test('asks for headers', async () => {
    const [parameters, setup] = ingest(mailgun, { ...webhook({}), json: { headers: 'none' } });
    await expectRefusal(
      node,
      { ...parameters, headers: '={{ [] }}' },
      { code: 'INVALID_INPUT', message: /^Headers: Give the headers/, advice: /Correct/ },
      setup,
    );
  });

  test('asks for the raw body where the webhook came without one', async () => {
    const [parameters, setup] = ingest(mailgun, { json: { headers: {} } });
    const message = /^Input Binary Field: The item has no binary field "data".*Raw Body/;
    await expectRefusal(node, parameters, { code: 'INVALID_INPUT', message, advice: /Correct/ }, setup);
  });
});

describe('get many', () => {
  const list = async (parameters: object = {}) =>
    (await executeNode(node, event('getAll', parameters))).json as unknown as MailtargetEvent[];

  test('lists what happened to all campaigns, newest first', async () => {
    const found = await list({ returnAll: true, simplify: false });
    expect(new Set(found.map((one) => one.campaignId))).toEqual(new Set([campaignId, laterCampaignId]));
    const sequences = found.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
    expect(await list({ limit: 2, simplify: false })).toEqual(found.slice(0, 2));
  });

  test('lists what happened to one campaign, oldest first', async () => {
    const filters = { campaignId: byId(campaignId) };
    const [first, second] = await list({ order: 'oldest', filters });
    expect(first).toEqual({
      campaignId,
      type: 'launched',
      contactId: null,
      email: null,
      reason: null,
      bounceType: null,
      url: null,
      machine: null,
      timestamp: expect.any(String),
    });
    expect(second).toMatchObject({ type: 'sent' });
  });

  test('lists some types, with everything that is known', async () => {
    const filters = { types: ['launched', 'sent'], campaignId: byId(campaignId) };
    expect(await list({ filters, simplify: false })).toMatchObject([
      { type: 'sent', sequence: expect.any(Number), link: null, ip: null, userAgent: null },
      { type: 'launched' },
    ]);
  });

  test('lists what happened to one contact', async () => {
    const filters = { contactId: { __rl: true, mode: 'email', value: 'c1@example.com' } };
    const found = await list({ filters });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ email }) => email))).toEqual(new Set(['c1@example.com']));
  });

  test('lists what happened between two times, in the timezone of the workflow', async () => {
    expect(await list({ filters: { until: '2020-01-01T00:00:00' } })).toEqual([]);
    expect(await list({ filters: { from: '2999-01-01T00:00:00' } })).toEqual([]);
    const filters = { from: '2020-01-01T00:00:00', until: '2999-01-01T00:00:00' };
    expect(await list({ returnAll: true, filters })).toEqual(await list({ returnAll: true }));
  });

  test('refuses an end that lies before the beginning', async () => {
    const filters = { from: '2026-02-01T00:00:00', until: '2026-01-01T00:00:00' };
    await expectRefusal(node, event('getAll', { filters }), {
      code: 'INVALID_INPUT',
      message: /^Until: The end must be later/,
      advice: /Correct/,
    });
  });

  test('says that there is no such campaign', async () => {
    await expectRefusal(node, event('getAll', { filters: { campaignId: byId('4711') } }), {
      code: 'CAMPAIGN_NOT_FOUND',
      message: /4711/,
      advice: /Pick the campaign/,
    });
  });
});
