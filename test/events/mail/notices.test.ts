import { failuresIn, multipart, notice, read, RETURNED, BY_SERVER } from './mails';

const hard = { recipient: 'ana@example.com', bounceType: 'hard', status: '5.1.1' };

describe('reads what servers write for people alone:', () => {
  test('Exim', () => {
    const text = `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ana@example.com
    host mx.example.com [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<ana@example.com>:
    550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown
  ben@example.com
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

${RETURNED}

Hello`;
    expect(read(notice(text, { 'X-Failed-Recipients': 'ana@example.com,\n ben@example.com' }))).toMatchObject(
      {
        kind: 'bounce',
        failures: [
          hard,
          { recipient: 'ben@example.com', bounceType: 'hard', status: null, reason: 'Unrouteable address' },
        ],
        messageId: '1.2@shop.example',
      },
    );
  });

  test('qmail', () => {
    const text = `Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ana@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${RETURNED}`;
    expect(failuresIn(notice(text, { Subject: 'failure notice' }))).toMatchObject([
      { ...hard, reason: 'Sorry, no mailbox here by that name. (#5.1.1)' },
    ]);
  });

  test('one that a mailing list passed on, with a sender of its own', () => {
    const text = `Permanent failure: the message below was not delivered.

<ana@example.com>: Command died with status 2: "/usr/local/bin/procmail"`;
    const passedOn = { 'Return-Path': '<news-admin@lists.example>', Precedence: 'bulk' };
    const from = { From: 'MAILER-DAEMON@mx.example', Subject: 'Undelivered Mail Returned to Sender' };
    expect(failuresIn(notice(text, { ...passedOn, ...from }))).toMatchObject([
      { recipient: 'ana@example.com', bounceType: 'soft' },
    ]);
  });

  test('Postfix without its fields', () => {
    const text = `This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<ana@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1
    <ana@example.com>: User unknown (in reply to RCPT TO command)`;
    expect(failuresIn(notice(text))).toMatchObject([
      { ...hard, reason: '550 5.1.1 <ana@example.com>: User unknown (in reply to RCPT TO command)' },
    ]);
  });

  test('Gmail', () => {
    const text = `Delivery to the following recipient failed permanently:

     ana@example.com

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the server for the recipient domain.

The error that the other server returned was:
550 5.1.1 No such user

----- Original message -----

${RETURNED}`;
    const headers = {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      Subject: 'Delivery Status Notification (Failure)',
    };
    expect(failuresIn(notice(text, headers))).toMatchObject([{ ...hard, reason: '550 5.1.1 No such user' }]);
  });

  test('Exchange, in HTML alone', () => {
    const html = `<html><style>p { color: red }</style><p>Delivery has failed to these recipients or groups:</p>
<p><a href="mailto:ana@example.com">ana@example.com</a><br>The email address you entered couldn&#39;t be found.</p>
<p>Diagnostic information for administrators:</p><p>Generating server: mx.example</p>
<p>ana@example.com<br>Remote Server returned &#39;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found&#39;</p>`;
    const mail = multipart({ ...BY_SERVER, From: 'postmaster@example.com', Subject: 'Undeliverable: News' }, [
      ['text/html', html],
    ]);
    expect(failuresIn(mail)).toMatchObject([
      { ...hard, reason: '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found' },
    ]);
  });

  test('Exchange of old', () => {
    const text = `Your message

  To:      ana@example.com
  Subject: News
  Sent:    Thu, 1 Jan 2026 00:00:00 +0000

did not reach the following recipient(s):

ana@example.com on Thu, 1 Jan 2026 00:00:00 +0000
    The recipient name is not recognized: 550 5.1.1 unknown`;
    const headers = { From: 'System Administrator <postmaster@example.com>', Subject: 'Undeliverable: News' };
    expect(failuresIn(notice(text, headers))).toMatchObject([hard]);
  });

  test('Sendmail of old', () => {
    const text = `   ----- The following addresses had permanent fatal errors -----
<ana@example.com>

   ----- Transcript of session follows -----
... while talking to mx.example.com.:
>>> RCPT To:<ana@example.com>
<<< 550 5.1.1 User unknown
550 <ana@example.com>... User unknown

   ----- Original message follows -----
${RETURNED}`;
    expect(read(notice(text, { Subject: 'Returned mail: User unknown' }))).toMatchObject({
      failures: [hard],
      messageId: '1.2@shop.example',
    });
  });

  test('a reply that stands before the address', () => {
    const text =
      'Your message could not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ana@example.com';
    expect(failuresIn(notice(text))).toMatchObject([hard]);
  });

  test('an address behind a label', () => {
    const text =
      'Your mail was rejected.\n\n    Recipient: <ana@example.com>\n    >>> RCPT TO:<ana@example.com>\n    <<< 550 5.1.1 User unknown';
    expect(failuresIn(notice(text))).toMatchObject([hard]);
  });

  test('an address behind a label that says more than To', () => {
    const text =
      'Regarding your message\n\n  From: eve@other.example\n  To: ben@other.example\n\nIt cannot be delivered:\n\n  Recipient address: ana@list-daemon\n  Original address: ana@example.com\n  Reason: 550 5.1.1 unknown';
    expect(failuresIn(notice(text))).toMatchObject([hard]);
  });

  test('an address in a sentence', () => {
    const text =
      'Your message to <ana@example.com> was rejected by the server: 550 5.1.1 unknown.\nAsk postmaster@mx.example for help.';
    expect(failuresIn(notice(text))).toMatchObject([hard]);
  });

  test('the address of whoever sent it, where the message went there too', () => {
    const mail = notice('<ana@example.com>:\nRemote host said: 550 5.1.1 unknown', { To: 'ana@example.com' });
    expect(failuresIn(mail)).toMatchObject([hard]);
  });

  test('no address but that of the message that came back', () => {
    const mail = multipart(BY_SERVER, [
      ['text/plain', 'Sorry, your message was refused: 550 5.1.1 User unknown.'],
      ['text/rfc822-headers', RETURNED],
    ]);
    expect(failuresIn(mail)).toMatchObject([hard]);
  });

  test('no address at all', () => {
    expect(failuresIn(notice('Your message could not be delivered.'))).toEqual([
      { recipient: null, bounceType: 'soft', status: null, reason: 'Your message could not be delivered.' },
    ]);
  });
});

test.each([
  ['Unzustellbar: News', 'Die Nachricht konnte nicht zugestellt werden.'],
  ['Non remis : News', "Votre message n'a pas pu être remis."],
  ['No se puede entregar: News', 'No se pudo entregar el mensaje.'],
  ['Mancata consegna: News', 'Impossibile recapitare il messaggio.'],
  ['Não entregue: News', 'Falha na entrega da mensagem.'],
  ['Onbestelbaar: News', 'Het bericht kon niet worden bezorgd.'],
  ['=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC+?=', 'Письмо не может быть доставлено.'],
  ['=?utf-8?B?6YWN5L+h44Ko44Op44O8?=', 'メールを配信できませんでした。'],
  ['退信', '无法投递您的邮件。'],
])('understands it in other languages: %s', (Subject, text) => {
  const mail = notice(`${text}\n\nana@example.com\n550 5.1.1 unknown`, {
    Subject,
    From: 'postmaster@example.com',
    'Content-Type': 'text/plain; charset=utf-8',
  });
  expect(failuresIn(mail)).toMatchObject([hard]);
});

test.each([
  [
    'Warning: message 1abc delayed 24 hours',
    'A message that you sent has not yet been delivered.\nNo action is required on your part. Delivery attempts will continue for some time.\n\n  ana@example.com\n    451 4.3.0 try later',
  ],
  [
    'Warning: could not send message for past 4 hours',
    '** THIS IS A WARNING MESSAGE ONLY **\n** YOU DO NOT NEED TO RESEND YOUR MESSAGE **\n<ana@example.com>\n   451 4.3.0 try later',
  ],
  [
    'Delivery Status Notification (Delay)',
    'Delivery to the following recipient has been delayed:\n\n     ana@example.com\n\nMessage will be retried for 2 more day(s)',
  ],
  ['Delivery status', 'We could not deliver your message to ana@example.com yet and will keep trying.'],
  [
    'Delivery failure notification',
    'Your message could not be delivered to the following recipients:\n\nana@example.com\n\nDelivery attempts will continue to be made for 5 day(s).',
  ],
])('is no bounce as long as the server tries: %s', (Subject, text) => {
  expect(read(notice(text, { Subject }))).toEqual({ kind: 'none', why: 'delayed' });
});

test.each([
  ['Delivery Status Notification (Success)', 'Your message was delivered to ana@example.com.'],
  ['Delivery report', 'Your message has been successfully delivered to ana@example.com.'],
])('is no bounce where all went well: %s', (Subject, text) => {
  expect(read(notice(text, { Subject }))).toEqual({ kind: 'none', why: 'delivered' });
});

test('is a bounce once the server has given up what it delayed', () => {
  const text =
    "<ana@example.com>:\n192.0.2.1 said: 452 4.2.2 Mailbox full\nI'm not going to try again; this message has been delayed for too long.";
  expect(failuresIn(notice(text, { Subject: 'failure notice' }))).toMatchObject([
    { bounceType: 'soft', status: '4.2.2' },
  ]);
});

test.each([
  'No further delivery attempts will be made.',
  'The server will not try to deliver it again. Please check the address and try resending.',
])('is a bounce where the server says so: %s', (text) => {
  expect(
    failuresIn(notice(`Not delivered.\n\n<ana@example.com>: 550 5.1.1 unknown\n\n${text}`)),
  ).toMatchObject([hard]);
});

test('is a bounce of our recipient, whatever we wrote', () => {
  const ours = RETURNED.replace('news@', 'postmaster@').replace(
    'Subject: News',
    'Subject: Undelivered parcels',
  );
  const mail = multipart(BY_SERVER, [
    ['text/plain', '<ana@example.com>: 550 5.1.1 User unknown'],
    ['message/rfc822', `${ours}\n\nYour parcel could not be delivered to ben@example.com.`],
  ]);
  expect(failuresIn(mail)).toMatchObject([hard]);
});

test.each(['Why your parcel is delayed', 'Vacation deals', 'Out of office? Read this'])(
  'is a bounce whatever the subject of the message that came back: %s',
  (subject) => {
    const text = `Your message could not be delivered.\n\n  Subject: ${subject}\n\n<ana@example.com>: 550 5.1.1 unknown`;
    expect(failuresIn(notice(text, { Subject: `Undeliverable: ${subject}` }))).toMatchObject([hard]);
  },
);

test('finds the reason in a mail that is encoded', () => {
  const text = 'Zustellung an <ana@example.com> nicht möglich: 550 5.1.1 Benutzer unbekannt';
  const encoded = notice(Buffer.from(text).toString('base64'), {
    Subject: 'Unzustellbar',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'base64',
  });
  const quoted = notice(text.replaceAll('ö', '=F6').replace('nicht', 'ni=\ncht'), {
    Subject: 'Unzustellbar',
    'Content-Type': 'text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding': 'quoted-printable',
  });
  for (const mail of [encoded, quoted]) {
    const [failure] = failuresIn(mail);
    expect(failure).toMatchObject(hard);
    expect(failure!.reason).toContain('nicht möglich');
  }
});

describe('names whom we wrote to, where a message was forwarded:', () => {
  test.each([
    [
      'Sendmail',
      '<ana@other.example>\n    (reason: 550 5.1.1 User unknown)\n    (expanded from: <ana@example.com>)',
    ],
    [
      'Postfix',
      '<ana@other.example> (expanded from <ana@example.com>): host\n    mx.example[192.0.2.1] said: 550 5.1.1 User unknown',
    ],
    [
      'Exim',
      '  ana@other.example\n    (ultimately generated from ana@example.com)\n    550 5.1.1 User unknown',
    ],
  ])('%s', (_, text) => {
    expect(failuresIn(notice(`The following address failed:\n\n${text}`))).toMatchObject([hard]);
  });

  test('once, and as existing if one of several that it is forwarded to exists', () => {
    const to = (address: string, reply: string) =>
      `<${address}>\n    (reason: ${reply})\n    (expanded from: <ana@example.com>)\n`;
    const text =
      to('a@other.example', '550 5.1.1 User unknown') + to('b@other.example', '452 4.2.2 Mailbox full');
    expect(failuresIn(notice(text))).toMatchObject([{ recipient: 'ana@example.com', bounceType: 'soft' }]);
  });
});

test.each(['收件人ana@example.com不存在 550 5.1.1', 'ana@example.comへの配信に失敗しました。550 5.1.1'])(
  'finds an address among words without blanks: %s',
  (text) => {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    expect(failuresIn(notice(text, headers))).toMatchObject([hard]);
  },
);

test('names nobody where several are in the text, and none of them got our message', () => {
  const text =
    'Your message could not be delivered. If ben@other.example fails try b.smith@other.example, or ask eve@other.example.';
  expect(failuresIn(notice(text))).toMatchObject([{ recipient: null }]);
});

test('names who our message went to rather than whom to ask', () => {
  const mail = multipart(BY_SERVER, [
    ['text/plain', 'Your message could not be delivered: 550 5.1.1. Questions go to eve@other.example.'],
    ['message/rfc822', `${RETURNED}\n\nHello`],
  ]);
  expect(failuresIn(mail)).toMatchObject([hard]);
});

test('names who our message was for on its way, where its To field hides it', () => {
  const returned = RETURNED.replace('Ana <ana@example.com>', 'undisclosed-recipients:;').replace(
    'by mx.example;',
    'by mx.example\n\tfor <ana@example.com>;',
  );
  const mail = multipart(BY_SERVER, [
    ['text/plain', 'Your message could not be delivered: 550 5.1.1 User unknown'],
    ['message/rfc822', `${returned}\n\nHello`],
  ]);
  expect(failuresIn(mail)).toMatchObject([hard]);
});

test.each(['info@example.com', 'support@example.com'])('names %s, if nobody else is named', (address) => {
  const help = 'For help write to\n\nhelp@mx.example';
  expect(failuresIn(notice(`<${address}>: 550 5.1.1 unknown`))).toMatchObject([{ recipient: address }]);
  expect(failuresIn(notice(`<ana@example.com>: 550 5.1.1 unknown\n\n${help}`))).toMatchObject([hard]);
});

test('names members of AOL, whom it calls by what stands before the @', () => {
  const text =
    'Your mail to the following recipients could not be delivered because they are not accepting mail from news@shop.example:\n\tana\n\tben7';
  const From = 'Mail Delivery Subsystem <MAILER-DAEMON@AOL.com>';
  expect(failuresIn(notice(text, { From }))).toMatchObject([
    { recipient: 'ana@aol.com' },
    { recipient: 'ben7@aol.com' },
  ]);
  expect(failuresIn(notice(text))).toMatchObject([{ recipient: 'news@shop.example' }]);
});

test('reads nothing that stands below a copy of our message, even without headers', () => {
  const text =
    '<ana@example.com>:\nRemote host said: 550 5.1.1 unknown\n\n--- Below this line is a copy of the message.\n\n<ben@example.com>: 550 5.1.1 unknown';
  expect(failuresIn(notice(text))).toMatchObject([hard]);
});

test('takes the reason of a recipient for it, and not what else the session said', () => {
  const text = `   ----- The following addresses had permanent fatal errors -----
<ana@example.com>
    (reason: 553 Sender Policy Framework (SPF) fail)

   ----- Transcript of session follows -----
<<< 553 Sender Policy Framework (SPF) fail
550 5.1.1 <ana@example.com>... User unknown`;
  expect(failuresIn(notice(text))).toMatchObject([
    { bounceType: 'block', reason: '553 Sender Policy Framework (SPF) fail' },
  ]);
});

describe('is known for a notice without the name of a mail system:', () => {
  const PERSON = { From: 'admin@mx.example', Subject: 'Non-Delivery: News' };

  test.each([
    'The email below could not be delivered to the following user:',
    'Your message did not reach the following recipient(s):',
    'Delivery has failed to these recipients or groups:',
    'The following address(es) failed:',
  ])('by what it announces: %s', (announcement) => {
    expect(failuresIn(notice(`${announcement}\n\n<ana@example.com>`, PERSON))).toMatchObject([
      { recipient: 'ana@example.com' },
    ]);
  });

  test('by what it quotes, though it says that it answers by itself', () => {
    const headers = {
      From: 'noreply@mx.example',
      Subject: 'Undeliverable: News',
      'Auto-Submitted': 'auto-replied',
    };
    expect(failuresIn(notice('<ana@example.com>: 550 5.1.1 unknown', headers))).toMatchObject([hard]);
  });

  test('by its type, though the fields for machines are empty', () => {
    const mail = multipart({ To: BY_SERVER.To, Subject: 'Utilisateur absent' }, [
      ['text/plain', 'A message could not be delivered to:\nana@example.com\n\n550 5.1.1'],
      ['message/delivery-status', 'Reporting-MTA: mx.example'],
    ]).replace('multipart/report;', 'multipart/report; report-type=delivery-status;');
    expect(failuresIn(mail)).toMatchObject([hard]);
  });

  test('by an empty sender', () => {
    const text = "You sent mail to ana@example.com. That's not a valid user here.";
    const headers = { From: '<>', Subject: '', 'Auto-Submitted': 'auto-replied' };
    expect(failuresIn(notice(text, headers))).toMatchObject([
      { recipient: 'ana@example.com', bounceType: 'hard' },
    ]);
  });
});
