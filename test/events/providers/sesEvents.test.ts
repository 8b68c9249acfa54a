import { readSns, snsMessage } from './sns';
import { event, eventsOf, NOW } from './webhooks';

const eventsIn = (record: unknown) => eventsOf(readSns(snsMessage({ Message: JSON.stringify(record) })));

/** As the documentation shows it. */
const mail = {
  timestamp: '2017-08-05T00:40:02.012Z',
  source: 'Sender Name <sender@example.com>',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: ['recipient@example.com'],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'Sender Name <sender@example.com>' },
    { name: 'Message-ID', value: '<1.2.store@news.example>' },
  ],
  commonHeaders: {
    messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
    subject: 'Message sent from Amazon SES',
  },
  tags: { 'ses:configuration-set': ['ConfigSet'] },
};
const AT = '2017-08-05T00:41:02.669Z';
const told = { recipient: 'recipient@example.com', messageId: '1.2.store@news.example', at: Date.parse(AT) };
const bounce = (bounceType: string, bounceSubType: string, refused: object = {}) => ({
  ...{ bounceType, bounceSubType, timestamp: AT },
  bouncedRecipients: [{ emailAddress: 'recipient@example.com', action: 'failed', ...refused }],
  feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
  reportingMTA: 'dsn; mta.example.com',
});
const userUnknown = { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
const complaint = {
  ...{ complainedRecipients: [{ emailAddress: 'recipient@example.com' }], timestamp: AT },
  ...{
    userAgent: 'AnyCompany Feedback Loop (V0.01)',
    complaintFeedbackType: 'abuse',
    complaintSubType: null,
  },
};
const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8';
const browser = { ipAddress: '192.0.2.1', timestamp: AT, userAgent: AGENT };
const LINK = 'http://docs.aws.amazon.com/ses/latest/DeveloperGuide/send-email-smtp.html';

describe.each(['eventType', 'notificationType'])('a record with %s', (typeField) => {
  test.each([
    [
      'Bounce',
      { bounce: bounce('Permanent', 'General', userUnknown) },
      { type: 'bounce', bounceType: 'hard', reason: 'smtp; 550 5.1.1 user unknown' },
    ],
    ['Complaint', { complaint }, { type: 'complaint', reason: 'abuse' }],
    [
      'Delivery',
      { delivery: { timestamp: AT, recipients: ['recipient@example.com'], smtpResponse: '250 2.6.0 ok' } },
      { type: 'delivery' },
    ],
    ['Open', { open: browser }, { type: 'open', ip: '192.0.2.1', userAgent: AGENT }],
    [
      'Click',
      { click: { ...browser, link: LINK, linkTags: { samplekey0: ['samplevalue0'] } } },
      { type: 'click', url: LINK, ip: '192.0.2.1', userAgent: AGENT },
    ],
    [
      'Reject',
      { reject: { reason: 'Bad content' } },
      { type: 'bounce', bounceType: 'block', reason: 'Bad content', at: Date.parse(mail.timestamp) },
    ],
    [
      'Subscription',
      { subscription: { timestamp: AT, newTopicPreferences: { unsubscribeAll: true } } },
      { type: 'unsubscribe' },
    ],
  ] as const)('%s', async (type, fields, expected) => {
    expect(await eventsIn({ [typeField]: type, mail, ...fields })).toEqual([event({ ...told, ...expected })]);
  });

  test.each([
    ['Send', { send: {} }],
    ['Rendering Failure', { failure: { templateName: 'MyTemplate' } }],
    ['DeliveryDelay', { deliveryDelay: { delayType: 'TransientCommunicationFailure' } }],
    ['Subscription', { subscription: { newTopicPreferences: { unsubscribeAll: false } } }],
    ['Complaint', { complaint: { ...complaint, complaintFeedbackType: 'not-spam' } }],
    ['Bounce', {}],
    ['Bounce', { bounce: 'gone' }],
    ['Levitation', {}],
    ['AmazonSnsSubscriptionSucceeded', {}],
  ])('%s %j gives no event', async (type, fields) => {
    expect(await eventsIn({ [typeField]: type, mail, ...fields })).toEqual([]);
  });
});

describe('a bounce that Amazon calls', () => {
  test.each([
    ['Permanent', 'General', 'bounce', 'hard'],
    ['Permanent', 'NoEmail', 'bounce', 'hard'],
    ['Permanent', 'Suppressed', 'bounce', 'block'],
    ['Permanent', 'OnAccountSuppressionList', 'bounce', 'block'],
    ['Permanent', 'UnsubscribedRecipient', 'bounce', 'block'],
    ['Transient', 'General', 'soft_bounce', 'soft'],
    ['Transient', 'MailboxFull', 'soft_bounce', 'soft'],
    ['Transient', 'MessageTooLarge', 'soft_bounce', 'block'],
    ['Transient', 'ContentRejected', 'soft_bounce', 'block'],
    ['Transient', 'AttachmentRejected', 'soft_bounce', 'block'],
    ['Undetermined', 'Undetermined', 'soft_bounce', 'soft'],
  ] as const)('%s, %s is a %s, %s', async (type, subType, expected, bounceType) => {
    expect(await eventsIn({ eventType: 'Bounce', mail, bounce: bounce(type, subType) })).toEqual([
      event({ ...told, type: expected, bounceType, reason: `${type} ${subType}` }),
    ]);
  });

  test('permanent, for a policy, says nothing about the address', async () => {
    const refused = { status: '5.7.1', diagnosticCode: 'smtp; 550 5.7.1 Blocked' };
    expect(
      await eventsIn({ eventType: 'Bounce', mail, bounce: bounce('Permanent', 'General', refused) }),
    ).toMatchObject([{ type: 'bounce', bounceType: 'block' }]);
  });
});

test('a complaint of long ago, for which Amazon did not send, is none', async () => {
  const listed = { ...complaint, complaintSubType: 'OnAccountSuppressionList' };
  expect(await eventsIn({ eventType: 'Complaint', mail, complaint: listed })).toEqual([
    event({ ...told, type: 'bounce', bounceType: 'block', reason: 'OnAccountSuppressionList' }),
  ]);
});

describe('several recipients', () => {
  const destination = ['jane@example.com', 'mary@example.com', 'richard@example.com'];
  const toSeveral = { ...mail, destination };

  test('have an event each', async () => {
    const several = {
      ...bounce('Permanent', 'General'),
      bouncedRecipients: [{ emailAddress: 'jane@example.com' }, {}, { emailAddress: 'richard@example.com' }],
    };
    const events = await eventsIn({ notificationType: 'Bounce', mail: toSeveral, bounce: several });
    expect(events.map(({ recipient }) => recipient)).toEqual(['jane@example.com', 'richard@example.com']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  test('are a thousand at most', async () => {
    const recipients = Array.from({ length: 1001 }, (_, i) => `ana${i}@example.com`);
    expect(await eventsIn({ eventType: 'Delivery', mail, delivery: { recipients } })).toHaveLength(1000);
  });

  test('leave it open who opened', async () => {
    expect(await eventsIn({ eventType: 'Open', mail: toSeveral, open: browser })).toMatchObject([
      { recipient: null },
    ]);
  });
});

describe('the Message-ID', () => {
  const openOf = (headers: unknown, messageId: string) =>
    eventsIn({
      ...{ eventType: 'Open', open: browser },
      mail: { ...mail, headers, commonHeaders: { messageId } },
    });

  test.each([
    [
      'is that of the headers',
      [{ name: 'Message-Id', value: '<1.2@news.example>' }],
      'x',
      '1.2@news.example',
    ],
    [
      'is that of the common headers, where others are left out',
      null,
      '<1.2@news.example>',
      '1.2@news.example',
    ],
    ['is not the one that Amazon gave', [], mail.messageId, null],
  ])('%s', async (_, headers, common, messageId) => {
    expect(await openOf(headers, common)).toMatchObject([{ messageId }]);
  });
});

test('a record that comes twice has the same id, whichever format or message of SNS it comes in', async () => {
  const idOf = async (record: object, MessageId: string) =>
    (await eventsOf(readSns(snsMessage({ MessageId, Message: JSON.stringify({ mail, ...record }) }))))[0]!.id;
  const first = await idOf({ eventType: 'Complaint', complaint }, 'a');
  expect(await idOf({ notificationType: 'Complaint', complaint }, 'b')).toBe(first);
  const later = { ...complaint, timestamp: '2017-08-05T00:41:02.670Z' };
  expect(await idOf({ eventType: 'Complaint', complaint: later }, 'a')).not.toBe(first);
});

test('what has no time, or one that is to come, happened now', async () => {
  for (const timestamp of [undefined, 'yesterday', '2050-01-01T00:00:00Z', 7]) {
    expect(await eventsIn({ eventType: 'Open', mail, open: { timestamp } })).toMatchObject([{ at: NOW }]);
  }
});
