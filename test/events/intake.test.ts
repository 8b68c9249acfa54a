import { createHmac } from 'node:crypto';
import { type Engine, startEngine } from '../../lib/engine';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { type ReceivedMessage, startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const SIGNING_KEY = 'the key that Mailgun shows';

describeEachDatabase('what others report of messages', (fresh) => {
  let relay: TestSmtpServer;
  let engine: Engine;
  let campaignId: string;
  beforeEach(async () => {
    relay = await startSmtpServer();
    engine = await startEngine(engineOptions(await fresh(), relay));
    await engine.settings.setSendingDomain({
      domain: 'roastery.example',
      returnPathDomain: 'bounces.roastery.example',
    });
    campaignId = (await engine.campaigns.create(newsletter(await addSubscribers(engine, 3)))).id;
    await engine.campaigns.send(campaignId);
    await whenSent(engine, campaignId);
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  const sentTo = (email: string): ReceivedMessage => relay.messages.find(({ to }) => to[0] === email)!;
  const ingest = (mail: string) =>
    engine.events.ingestMail({ raw: Buffer.from(mail.replaceAll('\n', '\r\n')).toString('base64') });
  const statusOf = async (email: string) => (await engine.contacts.get(email)).status;
  const messageIdOf = async (email: string) => (await sentTo(email).parse()).messageId!;

  const bounce = (
    recipient: string,
    to: string,
    messageId = '<unknown@example.com>',
    reply = '5.1.1 No such user',
  ) =>
    `From: MAILER-DAEMON@mx.example.net
To: ${to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: ${reply.slice(0, 5)}
Diagnostic-Code: smtp; 550 ${reply}

--b
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
Subject: Hello

--b--
`;

  test('find their delivery by the signed return path, whoever they say they are about', async () => {
    const { from } = sentTo('c2@example.com');
    const { events } = await ingest(bounce('somebody@elsewhere.example', from));
    expect(events).toMatchObject([
      {
        type: 'out_of_band',
        outcome: 'recorded',
        email: 'c2@example.com',
        campaignId,
        bounceType: 'hard',
      },
    ]);
    expect(await statusOf('c2@example.com')).toBe('hard_bounce');
    expect(await statusOf('c1@example.com')).toBe('active');
    const { data } = await engine.events.list({ campaignId, types: ['out_of_band'] });
    expect(data).toMatchObject([{ email: 'c2@example.com', bounceType: 'hard' }]);
    expect((await engine.suppressions.list()).data).toMatchObject([
      { email: 'c2@example.com', reason: 'hard_bounce' },
    ]);
  });

  test('find it by the Message-ID of the recipient, or by the address', async () => {
    const byId = await ingest(
      bounce('c1@example.com', 'news@roastery.example', await messageIdOf('c1@example.com')),
    );
    expect(byId.events).toMatchObject([{ outcome: 'recorded', email: 'c1@example.com' }]);
    const byAddress = await ingest(bounce('C3@Example.com', 'news@roastery.example'));
    expect(byAddress.events).toMatchObject([{ outcome: 'recorded', email: 'c3@example.com' }]);
  });

  test('are about who they name where a Message-ID of somebody else is forged into them', async () => {
    const forged = await messageIdOf('c1@example.com');
    const { events } = await ingest(bounce('c3@example.com', 'news@roastery.example', forged));
    expect(events).toMatchObject([{ email: 'c3@example.com' }]);
    expect(await statusOf('c1@example.com')).toBe('active');
  });

  test('change nothing when they come again, or are about nobody here', async () => {
    const mail = bounce('c1@example.com', 'news@roastery.example');
    await ingest(mail);
    expect((await ingest(mail)).events).toMatchObject([{ outcome: 'known' }]);
    const stranger = await ingest(bounce('who@example.net', 'news@roastery.example'));
    expect(stranger.events).toMatchObject([
      { outcome: 'unmatched', email: 'who@example.net', campaignId: null },
    ]);
    expect((await engine.events.list({ campaignId, types: ['out_of_band'] })).data).toHaveLength(1);
  });

  test('leave the contact alone where it is the message that was refused', async () => {
    await ingest(bounce('c1@example.com', 'news@roastery.example', undefined, '5.7.1 Looks like spam'));
    expect(await statusOf('c1@example.com')).toBe('active');
  });

  test('are none where somebody is on holiday, or simply writes', async () => {
    const away =
      'From: c1@example.com\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nBack on Monday.\n';
    expect(await ingest(away)).toEqual({ events: [], ignored: 'auto-reply' });
    const letter = 'From: c1@example.com\nSubject: Thank you\n\nA fine coffee.\n';
    expect(await ingest(letter)).toEqual({ events: [], ignored: 'not a report' });
  });

  test.each([
    '{"a":1}',
    '12',
    Buffer.from('From: ana@example.com\n'.repeat(9)).toString('base64'),
    '\x89PNG\0',
  ])('are refused where something else was handed over: %j', async (text) => {
    await expect(ingest(text)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'raw' } });
  });

  test('come from providers too, once their signature is right', async () => {
    const signed = (eventData: object, key = SIGNING_KEY) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const token = 'a'.repeat(50);
      const signature = createHmac('sha256', key)
        .update(timestamp + token)
        .digest('hex');
      const body = { signature: { timestamp, token, signature }, 'event-data': eventData };
      return {
        secret: { provider: 'mailgun' as const, signingKey: SIGNING_KEY },
        headers: { 'Content-Type': 'application/json' },
        body: Buffer.from(JSON.stringify(body)).toString('base64'),
      };
    };
    const complaint = {
      event: 'complained',
      id: 'one',
      timestamp: Date.now() / 1000,
      recipient: 'c1@example.com',
      message: { headers: { 'message-id': (await messageIdOf('c1@example.com')).slice(1, -1) } },
    };
    await expect(engine.events.ingestProvider(signed(complaint, 'another key'))).rejects.toMatchObject({
      code: 'WEBHOOK_SIGNATURE_INVALID',
    });
    expect(await statusOf('c1@example.com')).toBe('active');
    const { events } = await engine.events.ingestProvider(signed(complaint));
    expect(events).toMatchObject([{ type: 'complaint', outcome: 'recorded', email: 'c1@example.com' }]);
    expect(await statusOf('c1@example.com')).toBe('unsubscribed');
  });
});
