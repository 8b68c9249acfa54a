import { BY_SERVER, multipart, read, RETURNED, textMail } from './mails';

const PERSON = { From: 'Ana <ana@example.com>', To: 'b-1-2@bounce.shop.example', Subject: 'Hello' };
const NULL_SENDER = { 'Return-Path': '<>' };
const autoReply = { kind: 'none', why: 'auto-reply' };
const notAReport = { kind: 'none', why: 'not a report' };

describe('an answering machine is not a bounce:', () => {
  test.each([
    ['Auto-Submitted', 'auto-replied'],
    ['Auto-Submitted', 'auto-replied (vacation)'],
    ['X-Autoreply', 'yes'],
    ['X-Autorespond', 'Hello'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Precedence', 'auto_reply'],
    ['X-Apple-Action', 'VACATION'],
  ])('%s: %s', (name, value) => {
    const mail = textMail({ ...NULL_SENDER, ...PERSON, [name]: value }, 'I am away.');
    expect(read(mail)).toEqual(autoReply);
  });

  test.each([
    'Out of Office: News',
    'Automatic reply: News',
    'Auto: News (out of the office until Monday)',
    'Automatische Antwort: News',
    'Abwesenheitsnotiz',
    'Réponse automatique : News',
    'Absence du bureau',
    'Respuesta automática: News',
    'Fuera de la oficina',
    'Risposta automatica: News',
    'Resposta automática: News',
    'Automatisch antwoord: News',
    'Autosvar: News',
    'Automatická odpověď: News',
    'Autoodpowiedź: News',
    'Автоответ: News',
    '自動返信: News',
    '自动回复: News',
    '자동 회신: News',
  ])('subject %s', (subject) => {
    const Subject = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect(read(textMail({ ...PERSON, Subject }, 'I am away.'))).toEqual(autoReply);
  });

  test('that says that an address is not used any more', () => {
    const text = 'This mailbox is no longer in use. Your message was not delivered to ana@example.com.';
    const mail = textMail({ ...NULL_SENDER, ...PERSON, 'Auto-Submitted': 'auto-replied' }, text);
    expect(read(mail)).toEqual(autoReply);
  });

  test('that sends our message back', () => {
    const mail = multipart({ ...NULL_SENDER, ...PERSON, Subject: 'Out of office' }, [
      ['text/plain', 'I am away.'],
      ['message/rfc822', `${RETURNED}\n\nHello`],
    ]);
    expect(read(mail)).toEqual(autoReply);
  });

  test('that says that our message was read (RFC 8098)', () => {
    const mail = textMail(
      {
        ...PERSON,
        Subject: 'Read: News',
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      },
      '--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ana@example.com\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--',
    );
    expect(read(mail)).toEqual(autoReply);
  });
});

describe('ordinary mail is not a report:', () => {
  test.each([
    ['a question', 'Hello', 'When do you open?'],
    [
      'somebody who tells of a bounce',
      'Problem',
      'My mail to ben@example.com was returned: 550 5.1.1 User unknown.',
    ],
    [
      'somebody who answers one',
      'Re: Undelivered Mail Returned to Sender',
      'Which mail was that? 550 5.1.1 it says.',
    ],
    ['a request to unsubscribe', 'unsubscribe', ''],
    ['nothing at all', '', ''],
  ])('%s', (_, Subject, text) => {
    expect(read(textMail({ ...PERSON, Subject }, text))).toEqual(notAReport);
  });

  test('a campaign that somebody forwarded', () => {
    const mail = multipart({ ...PERSON, Subject: 'Fwd: News' }, [
      ['text/plain', 'Look at this'],
      ['message/rfc822', `${RETURNED}\n\nYour order could not be delivered in time.`],
    ]);
    expect(read(mail)).toEqual(notAReport);
  });

  test('no mail at all', () => {
    for (const mail of ['', '\r\n', 'hello', '\0\0\0', '--', '{', '{"mail":'])
      expect(read(mail)).toEqual(notAReport);
  });
});

const FIELDS = 'Final-Recipient: rfc822; ben@example.com\nAction: failed\nStatus: 5.1.1';

describe('what shows a report is none:', () => {
  const WRITER = { ...PERSON, 'Return-Path': '<ana@example.com>' };

  test.each<[string, Record<string, string>, string]>([
    ['a question about one', { Subject: 'Re: Undelivered Mail' }, `What is this?\n\n${FIELDS}`],
    ['a ticket', { Subject: '[Ticket 77] Mail problem' }, `Ben wrote: I got this.\n\n${FIELDS}`],
    [
      'a digest',
      { Subject: 'News Digest, Vol 5, Issue 50', 'Return-Path': '<news-bounces@lists.example>' },
      `Message: 1\nFrom: ben@example.com\n\n${FIELDS}`,
    ],
    [
      'a newsletter on bounces',
      { Subject: 'Failed mail, explained', 'List-Unsubscribe': '<https://weekly.example/u>' },
      `Servers say it like this:\n\n${FIELDS}`,
    ],
    [
      'a newsletter on complaints',
      { Subject: 'Complaints, explained' },
      'Providers say it like this:\n\nFeedback-Type: abuse\nUser-Agent: x\nOriginal-Rcpt-To: ben@example.com',
    ],
    [
      'a subject that tells of a failure, by somebody who takes answers',
      { Subject: 'Undeliverable mail: what 550 means' },
      '550 5.1.1 <ben@example.com>: User unknown is what servers say.',
    ],
    [
      'somebody whose own mail came back',
      { Subject: 'Undeliverable?' },
      'I wrote to you and got "550 5.1.1 User unknown" for news@shop.example. What now?',
    ],
    [
      'somebody whose name ends as that of a mail system begins',
      { From: 'alexandr@example.com', 'Return-Path': '<alexandr@example.com>', Subject: 'Your page' },
      'I was unable to reach your shop: 550 5.1.1 user unknown, it says.',
    ],
    [
      'somebody who is called like a mail system',
      { From: 'Ana Postmaster <ana@example.com>', Subject: 'Your page' },
      'I could not find the page about the harvest, and was unable to send the form.',
    ],
    [
      'an order that came back',
      { Subject: 'Returned to sender: order 5501', 'Return-Path': '<bounces@orders.example>' },
      'The parcel for ben@example.com was refused by the recipient. Error 550.',
    ],
  ])('%s', (_, headers, text) => {
    expect(read(textMail({ ...WRITER, ...headers }, text))).toEqual(notAReport);
  });

  test('a mailbox that answers without a sender, below what it quotes', () => {
    const mail = textMail(
      { ...PERSON, ...NULL_SENDER, From: 'Helpdesk <help@example.com>', Subject: '[Ticket 550] News' },
      'We have received your message.\n\n> <ben@example.com>: host mx.example said: 550 5.1.1 User unknown',
    );
    expect(read(mail)).toEqual(notAReport);
  });
});

describe('whoever writes is there:', () => {
  test.each([
    ['Message blocked', 'I am away. Your message has not been delivered; send it to ben@example.com.'],
    ['Vakantie', 'Uw bericht wordt niet bezorgd aan iemand anders.'],
    ['Congés', "Votre message n'a pas pu être transmis."],
    ['Semester', 'Ditt meddelande kunde inte levereras till någon annan.'],
    ['Urlop', 'Wiadomość nie została dostarczona.'],
    ['Tatil', 'Mesajınız teslim edilemedi.'],
    ['Please verify', 'Your message has not been delivered yet. To complete this verification, reply.'],
  ])('%s', (Subject, text) => {
    const headers = { ...NULL_SENDER, ...PERSON, Subject, 'Content-Type': 'text/plain; charset=utf-8' };
    const quoted = `${text}\n\n----- Original Message -----\n${RETURNED}\n\nHello`;
    expect(read(textMail(headers, quoted))).toEqual(notAReport);
    const attached = multipart({ ...NULL_SENDER, ...PERSON, Subject }, [
      ['text/plain; charset=utf-8', text],
      ['message/rfc822', `${RETURNED}\n\nHello`],
    ]);
    expect(read(attached)).toEqual(notAReport);
  });
});

test.each([
  'Your request failed: no such user in our help desk.',
  'My mailbox will be closed. Your mail was not delivered to anybody else.',
  'It could not be processed: my account has been disabled while I am on leave.',
])('nobody is given up for what a mailbox answers in words of its own: %s', (text) => {
  const headers = { ...PERSON, ...NULL_SENDER, From: 'Helpdesk <help@example.com>', Subject: 'Your mail' };
  const mail = textMail(headers, `${text}\n\n----- Original Message -----\n${RETURNED}\n\nHello`);
  expect(read(mail)).toMatchObject({ kind: 'bounce', failures: [{ bounceType: 'soft' }] });
});

test.each([
  'Your message to <ben@example.com> was blocked. It will be delivered if the recipient releases it.',
  "Votre message à ben@example.com n'a pas pu être remis pour le moment. De nouvelles tentatives seront faites.",
])('what may still arrive did not fail: %s', (text) => {
  const headers = { ...BY_SERVER, ...NULL_SENDER, 'Content-Type': 'text/plain; charset=utf-8' };
  expect(read(textMail({ ...headers, Subject: 'Message held' }, text))).toEqual({
    kind: 'none',
    why: 'delayed',
  });
});

describe('mail about deliveries is not a report:', () => {
  const NEWSLETTER = { 'List-Unsubscribe': '<https://shop.example/u>', Precedence: 'bulk' };

  test.each<[string, Record<string, string>, string]>([
    [
      'a parcel that could not be delivered',
      { From: 'DHL Delivery Service <noreply@parcels.example>', Subject: 'Delivery failed: your parcel 550' },
      'Your parcel 5501234 could not be delivered to: Ana, Main Street 5. Call (415) 555-0100 or write to help@parcels.example.',
    ],
    [
      'a parcel notice as a newsletter, with another address in it',
      {
        From: 'Parcel Delivery System <bounce@parcels.example>',
        Subject: 'Undeliverable parcel',
        ...NEWSLETTER,
      },
      'We were unable to deliver to the following address:\n\n  Main Street 5\n\nQuestions? ben@example.com',
    ],
    [
      'a newsletter on mail servers',
      { From: 'Email Security Weekly <news@weekly.example>', Subject: 'Why messages bounce', ...NEWSLETTER },
      'A message could not be delivered? 550 5.1.1 User unknown means that the address does not exist.\n\nben@example.com: 550 5.1.1 User unknown',
    ],
    [
      'a quarantine digest',
      {
        From: 'Spam Quarantine <quarantine@gateway.example>',
        Subject: 'Quarantine summary: 2 messages blocked',
      },
      'The following messages were blocked as spam:\n\nben@example.com   Cheap watches\neve@example.com   You have won',
    ],
    [
      'a question of somebody whose mails came back',
      { Subject: 'Mail delivery problem' },
      'Hello, my mails to ben@example.com could not be delivered last week. Do you have another address?',
    ],
    [
      'somebody who copies what the server said',
      { Subject: 'Re: News' },
      'I tried to answer ben@example.com and got this:\n\n550 5.1.1 <ben@example.com>: Recipient address rejected: User unknown',
    ],
    [
      'somebody who forwards a bounce in the text',
      { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      '---------- Forwarded message ----------\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\n\n<ben@example.com>: 550 5.1.1 User unknown',
    ],
    [
      'a question about a complaint',
      { Subject: 'Re: FW: News' },
      'What is this?\n\n> This is an email abuse report for an email message received from 192.0.2.1',
    ],
    [
      'a postmaster in person',
      { From: 'Eve <postmaster@example.com>', Subject: 'Re: your mails' },
      'Hello, our filter blocked your messages to ben@example.com last week. It does not any more.',
    ],
    [
      'a new address',
      { Subject: 'My address has changed' },
      'ana@example.com is no longer valid. Please write to ana@other.example from now on.',
    ],
    [
      'a ticket system',
      { From: 'Support <support@shop.example>', Subject: '[#5501] Mail error' },
      'Your request #550 has been received. We will try to answer within a day. Error 450: see our pages.',
    ],
    [
      'a report on DMARC',
      {
        From: 'noreply-dmarc-support@google.example',
        Subject: 'Report domain: shop.example Submitter: google.example Report-ID: 550',
      },
      'See the attachment.',
    ],
    [
      'a list that tells its owner of bounces',
      { From: 'mailman-bounces@lists.example', Subject: 'Bounce action notification' },
      'This is a Mailman mailing list bounce action notice:\n\n    List:       news\n    Member:     ben@example.com\n    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.',
    ],
    [
      'a backup that failed',
      { From: 'System Administrator <root@server.example>', Subject: 'Backup failed' },
      'Delivery of the archive to the tape failed permanently: error 550.',
    ],
    [
      'a person named Bounce',
      { From: 'Bounce House Rentals <hello@bouncehouse.example>', Subject: 'Your order was returned' },
      'Your order could not be delivered to the following address, and was returned to sender.',
    ],
    [
      'who asks for a confirmation first',
      { From: 'ana@example.com', Subject: 'Please confirm your message', 'Auto-Submitted': 'auto-replied' },
      'Your message was not delivered to ana@example.com yet. Click here to confirm that you are a person.',
    ],
  ])('%s', (_, headers, text) => {
    expect(read(textMail({ ...PERSON, ...headers }, text))).toMatchObject({ kind: 'none' });
  });
});
