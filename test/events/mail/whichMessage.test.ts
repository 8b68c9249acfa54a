import { BY_SERVER, multipart, notice, notification, read, RETURNED } from './mails';

const FAILED = 'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1';
const NOTICE = 'This message could not be delivered.\n\n<ana@example.com>: 550 5.1.1 User unknown';

/** Of a bounce. */
function whichMessage(mail: string) {
  const report = read(mail);
  if (report.kind !== 'bounce') throw new Error('This is no bounce.');
  return report;
}

describe('which message it was, tells', () => {
  test.each([
    ['message/rfc822', `${RETURNED}\n\nHello`],
    ['text/rfc822-headers', RETURNED],
    ['message/rfc822-headers', RETURNED],
    ['message/global', `${RETURNED}\n\nHello`],
    ['message/global-headers', RETURNED],
  ])('the part %s', (type, content) => {
    const mail = multipart(BY_SERVER, [
      ['text/plain', NOTICE],
      [type, content],
    ]);
    expect(whichMessage(mail).messageId).toBe('1.2@shop.example');
  });

  test.each([
    '--- Below this line is a copy of the message.',
    '------ This is a copy of the message, including all the headers. ------',
    '----- Original message -----',
    'Original message headers:',
    '   ----- Unsent message follows -----',
    '--- The header of the original message is following. ---',
    'Included is a copy of the message header:\n-----------------------------------------',
    '',
  ])('what follows "%s"', (announcement) => {
    expect(whichMessage(notice(`${NOTICE}\n\n${announcement}\n\n${RETURNED}\n\nHello`)).messageId).toBe(
      '1.2@shop.example',
    );
  });

  test('what the report answers, where the message did not come back', () => {
    expect(whichMessage(notice(NOTICE, { 'In-Reply-To': '<1.2@shop.example>' })).messageId).toBe(
      '1.2@shop.example',
    );
    expect(
      whichMessage(notice(NOTICE, { References: '<0@shop.example>\n <1.2@shop.example>' })).messageId,
    ).toBe('1.2@shop.example');
  });

  test('the message that came back before what the report answers', () => {
    const mail = notification(FAILED).replace('Subject:', 'In-Reply-To: <other@mx.example>\nSubject:');
    expect(whichMessage(mail).messageId).toBe('1.2@shop.example');
  });

  test('a header that a server wrapped at the wrong place', () => {
    const returned = RETURNED.replace('by mx.example;', 'by mx.example\n(via HTTP);');
    expect(whichMessage(notice(`${NOTICE}\n\n--- Original message ---\n\n${returned}`)).messageId).toBe(
      '1.2@shop.example',
    );
  });

  test('nothing, where nothing is said', () => {
    expect(whichMessage(notice(NOTICE)).messageId).toBeNull();
  });
});

describe('addresses that may be a return path are those', () => {
  const VERP = 'b-h-2s-0123456789abcdef01234567@bounce.shop.example';

  test.each([
    'To',
    'Delivered-To',
    'X-Original-To',
    'Envelope-To',
    'X-Envelope-To',
    'X-Delivered-To',
    'Apparently-To',
    'X-Apparently-To',
    'X-Forwarded-To',
    'Resent-To',
  ])('in the field %s of the report', (name) => {
    const mail = notice(NOTICE, { To: 'postmaster@shop.example', [name]: `<${VERP}>` });
    expect(whichMessage(mail).returnPaths).toContain(VERP);
  });

  test('in its Received fields', () => {
    const Received = `from mx.example by shop.example with ESMTP id 1\n for <${VERP}>; Thu, 1 Jan 2026 00:00:00 +0000`;
    expect(whichMessage(notice(NOTICE, { Received })).returnPaths).toContain(VERP);
  });

  test.each(['Return-Path', 'Sender', 'Errors-To', 'X-Envelope-From'])(
    'in the field %s of what came back',
    (name) => {
      const mail = notice(`${NOTICE}\n\n--- Original message ---\n\n${name}: <${VERP}>\n${RETURNED}`);
      expect(whichMessage(mail).returnPaths).toContain(VERP);
    },
  );

  test('that a server names as the sender', () => {
    const mail = notification(FAILED).replace(
      'Reporting-MTA',
      `X-Postfix-Sender: rfc822; ${VERP}\nReporting-MTA`,
    );
    expect(whichMessage(mail).returnPaths).toContain(VERP);
  });

  test('in any spelling, each once', () => {
    const mail = notice(NOTICE, { To: VERP.toUpperCase(), 'Delivered-To': VERP });
    expect(whichMessage(mail).returnPaths).toEqual([VERP]);
  });
});
