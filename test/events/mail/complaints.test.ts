import { multipart, read, RETURNED, textMail } from './mails';

const FBL = { From: 'feedback@fbl.example', To: 'abuse@shop.example', Subject: 'FW: News' };

const feedback = (
  fields: string,
  returned = `${RETURNED}\n\nHello`,
  type = 'message/feedback-report',
): string =>
  multipart(FBL, [
    ['text/plain', 'This is an email abuse report for an email message received from 192.0.2.1'],
    [type, fields],
    ['message/rfc822', returned],
  ]);

const ABUSE =
  'Feedback-Type: abuse\nUser-Agent: Yahoo!-Mail-Feedback/2.0\nVersion: 0.1\nOriginal-Rcpt-To: ana@example.com';

test('tells who complained of which message', () => {
  expect(read(feedback(ABUSE))).toEqual({
    kind: 'complaint',
    recipient: 'ana@example.com',
    feedbackType: 'abuse',
    messageId: '1.2@shop.example',
    returnPaths: expect.arrayContaining(['b-1-2@bounce.shop.example']),
    reason: 'Reported as abuse by Yahoo!-Mail-Feedback/2.0',
  });
});

test.each(['fraud', 'virus', 'other', 'opt-out', 'miscategorized'])('%s is a complaint too', (type) => {
  expect(read(feedback(ABUSE.replace('abuse', type)))).toMatchObject({
    kind: 'complaint',
    feedbackType: type,
  });
});

test.each([
  ['not-spam', 'says the contrary'],
  ['auth-failure', 'tells of signatures'],
])('%s is none: it %s', (type) => {
  expect(read(feedback(ABUSE.replace('abuse', type)))).toEqual({ kind: 'none', why: 'not a report' });
});

test('a report on signatures is no bounce either, whoever sends it and whatever it says', () => {
  const mail = feedback(`${ABUSE.replace('abuse', 'auth-failure')}\nDelivery-Result: reject`)
    .replace('feedback@fbl.example', 'postmaster@fbl.example')
    .replace('FW: News', 'Message delivery failed: DMARC');
  expect(read(mail)).toEqual({ kind: 'none', why: 'not a report' });
});

test('takes the recipient of the message that came back where the report names nobody', () => {
  expect(read(feedback('Feedback-Type: abuse\nVersion: 1'))).toMatchObject({ recipient: 'ana@example.com' });
});

test('names nobody where the provider left it out', () => {
  const returned = RETURNED.replace('Ana <ana@example.com>', 'undisclosed-recipients:;');
  expect(read(feedback('Feedback-Type: abuse', returned))).toMatchObject({
    kind: 'complaint',
    recipient: null,
  });
});

test('reads fields that are labelled as text', () => {
  expect(read(feedback(ABUSE, RETURNED, 'text/plain'))).toMatchObject({ recipient: 'ana@example.com' });
});

test('takes a complaint for one whose fields got lost', () => {
  const mail = feedback('').replace('multipart/report;', 'multipart/report; report-type=feedback-report;');
  expect(read(mail.replace('This is an email abuse report', 'See below'))).toMatchObject({
    kind: 'complaint',
    recipient: 'ana@example.com',
    feedbackType: 'abuse',
  });
});

test('reads the complaints of Outlook.com, which have no fields', () => {
  const mail = multipart(
    {
      From: 'staff@hotmail.com',
      To: 'abuse@shop.example',
      Subject: 'complaint about message from 192.0.2.1',
    },
    [['message/rfc822', `X-HmXmrOriginalRecipient: ben@hotmail.com\n${RETURNED}\n\nHello`]],
  );
  expect(read(mail)).toMatchObject({
    kind: 'complaint',
    recipient: 'ben@hotmail.com',
    feedbackType: 'abuse',
    messageId: '1.2@shop.example',
  });
});

describe('reads what Amazon SES mails through SNS:', () => {
  const mailed = (record: object): string =>
    textMail(
      { From: 'AWS Notifications <no-reply@sns.amazonaws.com>', Subject: 'AWS Notification Message' },
      `${JSON.stringify(record)}\n\n--\nIf you wish to stop receiving notifications from this topic, please click.`,
    );
  const sent = { messageId: '0100-ses', headers: [{ name: 'Message-ID', value: '<1.2@shop.example>' }] };

  test('a complaint', () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'ana@example.com' }],
      complaintFeedbackType: 'abuse',
    };
    expect(read(mailed({ notificationType: 'Complaint', complaint, mail: sent }))).toEqual({
      kind: 'complaint',
      recipient: 'ana@example.com',
      feedbackType: 'abuse',
      messageId: '1.2@shop.example',
      returnPaths: [],
      reason: 'Reported as abuse by Amazon SES',
    });
  });

  test('a bounce', () => {
    const bouncedRecipients = [
      { emailAddress: 'ana@example.com', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    ];
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients };
    expect(read(mailed({ notificationType: 'Bounce', bounce, mail: sent }))).toMatchObject({
      kind: 'bounce',
      failures: [
        {
          recipient: 'ana@example.com',
          bounceType: 'hard',
          status: '5.1.1',
          reason: '550 5.1.1 user unknown',
        },
      ],
      messageId: '1.2@shop.example',
    });
  });

  test('nothing of a delivery', () => {
    const delivery = { recipients: ['ana@example.com'] };
    expect(read(mailed({ notificationType: 'Delivery', delivery, mail: sent }))).toMatchObject({
      kind: 'none',
    });
  });
});
