import { postmark } from '../../../lib/events/providers/postmark';
import { basic, event, eventsOf, fetchNothing, NOW, refusal, webhook } from './webhooks';

const secret = { provider: 'postmark' as const, user: 'postmark', password: 's3cret: päss' };
const read = (body: unknown, headers: Record<string, string> = basic(secret.user, secret.password)) =>
  postmark.read(webhook(body, headers), secret, NOW, fetchNothing);

/** As the documentation shows them. */
const bounce = {
  RecordType: 'Bounce',
  ID: 901542550,
  Type: 'HardBounce',
  TypeCode: 1,
  ServerID: 23,
  Name: 'Hard bounce',
  MessageID: '2706ee8a-737c-4285-b032-ccd317af53ed',
  Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
  Details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.',
  Email: 'bounce@example.com',
  From: 'sender@example.com',
  BouncedAt: '2016-04-27T16:28:50.3963933-04:00',
  DumpAvailable: true,
  Inactive: true,
  CanActivate: true,
  Subject: 'Postmark event test',
  Content: '...',
};
const complaint = {
  ...bounce,
  RecordType: 'SpamComplaint',
  Type: 'SpamComplaint',
  Email: 'spam@example.com',
};
const delivery = {
  RecordType: 'Delivery',
  ServerId: 23,
  MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
  Recipient: 'recipient@example.com',
  Tag: 'welcome-email',
  DeliveredAt: '2014-08-01T13:28:10.2735393-04:00',
  Details: 'Test delivery webhook details',
};
const open = {
  RecordType: 'Open',
  FirstOpen: true,
  Client: { Name: 'Gmail', Company: 'Google', Family: 'Gmail' },
  UserAgent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0',
  Geo: { City: 'Novi Sad', IP: '8.8.8.8' },
  MessageID: 'f4830d10-9c35-4f0c-bca3-3d9b459821f8',
  ReceivedAt: '2016-04-27T16:21:41.2493688-04:00',
  Recipient: 'recipient@example.com',
};
const click = {
  ...open,
  RecordType: 'Click',
  ClickLocation: 'HTML',
  OriginalLink: 'https://example.com/click/me',
};
const unsubscription = {
  RecordType: 'SubscriptionChange',
  MessageID: 'a4909a96-73d7-4c49-b148-a54522d3f7ac',
  MessageStream: 'outbound',
  ChangedAt: '2022-06-05T17:17:32Z',
  Recipient: 'john@example.com',
  Origin: 'Recipient',
  SuppressSending: true,
  SuppressionReason: 'ManualSuppression',
};

const bounced = {
  recipient: 'bounce@example.com',
  at: Date.parse('2016-04-27T20:28:50.396Z'),
  reason: bounce.Details,
};
const opened = {
  recipient: 'recipient@example.com',
  at: Date.parse('2016-04-27T20:21:41.249Z'),
  ...{ userAgent: open.UserAgent, ip: '8.8.8.8' },
};

test.each([
  ['a bounce', bounce, { ...bounced, type: 'bounce', bounceType: 'hard' }],
  ['a complaint', complaint, { ...bounced, type: 'complaint', recipient: 'spam@example.com' }],
  [
    'a delivery',
    delivery,
    { type: 'delivery', recipient: 'recipient@example.com', at: Date.parse('2014-08-01T17:28:10.273Z') },
  ],
  ['an open', open, { ...opened, type: 'open' }],
  ['a click', click, { ...opened, type: 'click', url: 'https://example.com/click/me' }],
  [
    'an unsubscription',
    unsubscription,
    { type: 'unsubscribe', recipient: 'john@example.com', at: Date.parse('2022-06-05T17:17:32Z') },
  ],
] as const)('%s of Postmark', async (_, body, expected) => {
  expect(await eventsOf(read(body))).toEqual([event(expected)]);
});

describe('a bounce of type', () => {
  test.each([
    ['HardBounce', 'bounce', 'hard'],
    ['BadEmailAddress', 'bounce', 'hard'],
    ['SoftBounce', 'soft_bounce', 'soft'],
    ['DnsError', 'soft_bounce', 'soft'],
    ['Unknown', 'soft_bounce', 'soft'],
    ['SpamNotification', 'bounce', 'block'],
    ['VirusNotification', 'bounce', 'block'],
    ['Blocked', 'bounce', 'block'],
    ['DMARCPolicy', 'bounce', 'block'],
    ['ManuallyDeactivated', 'bounce', 'block'],
    ['SMTPApiError', 'bounce', 'block'],
    ['SpamComplaint', 'complaint', null],
    ['Unsubscribe', 'unsubscribe', null],
  ] as const)('%s is a %s, %s', async (Type, type, bounceType) => {
    expect(await eventsOf(read({ ...bounce, Type }))).toEqual([event({ ...bounced, type, bounceType })]);
  });

  test.each([
    ...['Transient', 'AutoResponder', 'Subscribe', 'AddressChange', 'OpenRelayTest', 'ChallengeVerification'],
    ...['Unconfirmed', 'InboundError', 'TemplateRenderingFailed', 'Levitation', 'constructor'],
  ])('%s is none', async (Type) => {
    expect(await eventsOf(read({ ...bounce, Type }))).toEqual([]);
  });

  test('HardBounce for a policy says nothing about the address', async () => {
    const [read1] = await eventsOf(read({ ...bounce, Details: 'smtp;550 5.7.26 Unauthenticated email' }));
    expect(read1).toMatchObject({ type: 'bounce', bounceType: 'block' });
  });
});

test.each([
  [
    'an address that may be sent to again',
    { ...unsubscription, SuppressSending: false, SuppressionReason: null },
  ],
  ['a bounce, of which another webhook tells', { ...unsubscription, SuppressionReason: 'HardBounce' }],
  ['mail that came in', { ...delivery, RecordType: 'Inbound' }],
])('%s gives no event', async (_, body) => {
  expect(await eventsOf(read(body))).toEqual([]);
});

test('metadata of the message names it, however its name is spelled', async () => {
  for (const name of ['messageId', 'messageid', 'message-id']) {
    const [read1] = await eventsOf(read({ ...open, Metadata: { [name]: '<1.2.store@news.example>' } }));
    expect(read1).toMatchObject({ messageId: '1.2.store@news.example' });
  }
});

test('a repeat has the same id; the open and the click of a message have two', async () => {
  const ids = (await Promise.all([open, open, click].map((body) => eventsOf(read(body))))).map(
    ([one]) => one!.id,
  );
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

describe('a webhook with', () => {
  test.each([
    ['no login', {}],
    ['another user', basic('mailgun', secret.password)],
    ['another password', basic(secret.user, 's3cret')],
    ['a password that begins like ours', basic(secret.user, secret.password.slice(0, -1))],
    ['a token', { authorization: 'Bearer cG9zdG1hcms6' }],
    ['no base64', { authorization: 'Basic päss' }],
  ])('%s is refused', async (_, headers: Record<string, string>) => {
    await expect(read(bounce, headers)).rejects.toEqual(
      refusal('WEBHOOK_SIGNATURE_INVALID', /set those of this endpoint where it is sent from/),
    );
  });

  test('no RecordType is not from Postmark', async () => {
    await expect(read({ event: 'open' })).rejects.toEqual(refusal('INVALID_INPUT', /no webhook of Postmark/));
  });
});
