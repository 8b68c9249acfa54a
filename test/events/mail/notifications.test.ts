import { failuresIn, multipart, BY_SERVER, notification, read, RETURNED } from './mails';

const FAILED =
  'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <ana@example.com> User unknown';

test('tells who did not get which message, and why', () => {
  expect(read(notification(FAILED))).toEqual({
    kind: 'bounce',
    failures: [
      {
        recipient: 'ana@example.com',
        bounceType: 'hard',
        status: '5.1.1',
        reason: '550 5.1.1 <ana@example.com> User unknown',
      },
    ],
    messageId: '1.2@shop.example',
    returnPaths: expect.arrayContaining(['b-1-2@bounce.shop.example']),
  });
});

test('tells of each recipient', () => {
  const other =
    'Final-Recipient: rfc822; ben@example.com\nAction: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full';
  expect(failuresIn(notification(`${FAILED}\n\n${other}`))).toMatchObject([
    { recipient: 'ana@example.com', bounceType: 'hard' },
    { recipient: 'ben@example.com', bounceType: 'soft', status: '4.2.2' },
  ]);
});

test('leaves out who did get it', () => {
  const other = 'Final-Recipient: rfc822; ben@example.com\nAction: delivered\nStatus: 2.0.0';
  expect(failuresIn(notification(`${other}\n\n${FAILED}`))).toMatchObject([{ recipient: 'ana@example.com' }]);
});

test.each([
  ['delayed', 'delayed', '4.4.1'],
  ['Delayed (will retry)', 'delayed', '4.4.1'],
  ['delivered', 'delivered', '2.0.0'],
  ['relayed', 'delivered', '2.0.0'],
  ['expanded', 'delivered', '2.0.0'],
])('is no bounce where the action is %s', (action, why, status) => {
  const fields = `Final-Recipient: rfc822; ana@example.com\nAction: ${action}\nStatus: ${status}`;
  expect(read(notification(fields))).toEqual({ kind: 'none', why });
});

test('a temporary refusal that was tried until the server gave up is a soft bounce', () => {
  const fields =
    'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 4.4.1\nDiagnostic-Code: smtp; connect to mx.example: Connection timed out';
  expect(failuresIn(notification(fields))).toMatchObject([{ bounceType: 'soft', status: '4.4.1' }]);
});

test('tells of the address that we wrote to, rather than of the one that it was forwarded to', () => {
  const fields =
    'Original-Recipient: rfc822;ana@example.com\nFinal-Recipient: rfc822; ana@other.example\nAction: failed\nStatus: 5.1.1';
  expect(failuresIn(notification(fields))).toMatchObject([{ recipient: 'ana@example.com' }]);
});

test('tells of the address that we wrote to where only the text for people says it', () => {
  const mail = multipart(BY_SERVER, [
    ['text/plain', '<ana@other.example> (expanded from <ana@example.com>): 550 5.1.1 unknown'],
    ['message/delivery-status', 'Final-Recipient: rfc822; ana@other.example\nAction: failed\nStatus: 5.1.1'],
  ]);
  expect(failuresIn(mail)).toMatchObject([{ recipient: 'ana@example.com' }]);
});

test('tells of a recipient once, however often it is reported', () => {
  expect(failuresIn(notification(`${FAILED}\n\n${FAILED}`))).toHaveLength(1);
});

test('is no bounce where the message is held until its sender says who he is', () => {
  const fields =
    'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 4.7.0\nDiagnostic-Code: X-Boxbe-Notice; Sender not pre-approved.';
  expect(read(notification(fields))).toEqual({ kind: 'none', why: 'auto-reply' });
});

test('undoes the encoding that the original address travelled in', () => {
  const fields =
    'Original-Recipient: rfc822;ana+2Bnews@example.com\nFinal-Recipient: rfc822;ana+news@example.com\nAction: failed\nStatus: 5.1.1';
  expect(failuresIn(notification(fields))).toMatchObject([{ recipient: 'ana+news@example.com' }]);
});

test.each([
  ['5.0.0', '550 5.2.2 Mailbox full', 'soft', '5.2.2'],
  ['5.1.1', '550 5.0.0 Error', 'hard', '5.1.1'],
  ['5.0.0', "5.1.0 - Unknown address error 550-'5.7.1 Access denied'", 'block', '5.7.1'],
  ['5.7.1', '554 Service unavailable; Client host [192.0.2.1] blocked using Spamhaus', 'block', '5.7.1'],
  ['5.0.0', '550 Too many hops', 'soft', '5.0.0'],
])('with status %s and the reply %s it is %s', (status, reply, bounceType, exact) => {
  const fields = `Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${reply}`;
  const [failure] = failuresIn(notification(fields));
  expect(failure).toMatchObject({ bounceType, status: exact });
});

test('takes what is written for people where the fields give no reason', () => {
  const fields = 'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.0.0';
  const mail = multipart(BY_SERVER, [
    [
      'text/plain',
      'The following address had fatal errors:\n<ana@example.com>\n\n<<< 550 5.1.1 No such user',
    ],
    ['message/delivery-status', fields],
  ]);
  expect(failuresIn(mail)).toMatchObject([
    { bounceType: 'hard', status: '5.1.1', reason: '550 5.1.1 No such user' },
  ]);
});

test('keeps reasons short, on one line, and without what is no text', () => {
  const fields = `Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550\u0000 gone\n ${'x'.repeat(2000)}`;
  const [failure] = failuresIn(notification(fields));
  expect(failure!.reason).toHaveLength(500);
  expect(failure!.reason).toMatch(/^550 {1,2}gone x+$/);
});

describe('of servers that do not keep to the standard, it reads', () => {
  const hard = [{ recipient: 'ana@example.com', bounceType: 'hard', status: '5.1.1' }];

  test.each([
    'message/global-delivery-status',
    'text/plain',
    'text/plain; name="status.txt"',
    'Message/Delivery-Status',
  ])('fields of type %s', (type) => {
    expect(failuresIn(notification(FAILED, type))).toMatchObject(hard);
  });

  test('fields in the middle of a text, before the message', () => {
    const text = `Sorry.\n\nReporting-MTA: dns; mx.example\n\n${FAILED}\n\n${RETURNED}\n\nHello`;
    expect(read(multipart(BY_SERVER, [['text/plain', text]]))).toMatchObject({
      kind: 'bounce',
      failures: hard,
      messageId: '1.2@shop.example',
    });
  });

  test('fields of two recipients without a blank line between them', () => {
    expect(failuresIn(notification(`${FAILED}\n${FAILED.replaceAll('ana@', 'ben@')}`))).toMatchObject([
      { recipient: 'ana@example.com' },
      { recipient: 'ben@example.com' },
    ]);
  });

  test('fields with a blank line in their middle', () => {
    expect(failuresIn(notification(FAILED.replace('\nAction', '\n\nAction')))).toMatchObject(hard);
  });

  test('an address without its type', () => {
    expect(
      failuresIn(notification(FAILED.replace('rfc822; ana@example.com', '<Ana@Example.COM>'))),
    ).toMatchObject(hard);
  });

  test('a status without an action', () => {
    expect(failuresIn(notification(FAILED.replace('Action: failed\n', '')))).toMatchObject(hard);
  });

  test('a status with words behind it', () => {
    const fields = 'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1 (bad mailbox)';
    expect(failuresIn(notification(fields))).toMatchObject(hard);
  });

  test('parts whose boundary is nowhere said to end', () => {
    expect(failuresIn(notification(FAILED).replace('--part--', ''))).toMatchObject(hard);
  });

  test('lines that end as they do on Windows, and as they did on old Macs', () => {
    for (const ending of ['\r\n', '\r']) {
      expect(failuresIn(notification(FAILED).replaceAll('\n', ending))).toMatchObject(hard);
    }
  });

  test('a mail with blank lines before it', () => {
    expect(failuresIn(`\n   \n\n${notification(FAILED)}`)).toMatchObject(hard);
  });

  test('a mail with the line of an mbox file before it', () => {
    expect(failuresIn(`From MAILER-DAEMON Thu Jan 01 00:00:00 2026\n${notification(FAILED)}`)).toMatchObject(
      hard,
    );
  });

  test('a notification that a gateway or a person sent on as an attachment', () => {
    const mail = multipart({ From: 'ben@shop.example', Subject: 'Fwd: bounce' }, [
      ['text/plain', 'See below.'],
      ['message/rfc822', notification(FAILED).replaceAll(/(?<=--|")part/g, 'inner')],
    ]);
    expect(failuresIn(mail)).toMatchObject(hard);
  });
});
