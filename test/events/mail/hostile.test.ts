import { readMailReport } from '../../../lib/events/mail';
import { BY_SERVER, failuresIn, notice, notification, read, RETURNED, textMail } from './mails';

const MB = 1024 * 1024;
const FAILED = 'Final-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1';

const filled = (unit: string, size = MB): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** What a pattern that looks again at each place would take minutes for. */
const UNITS = [
  ...[
    'a',
    ' ',
    '\n',
    '\r',
    '\n ',
    '@',
    'a@',
    '.@',
    '<',
    '=',
    '=\n',
    '=41',
    ':',
    ';',
    '"',
    '-',
    '5.1.',
    '550 5.1.1 ',
  ],
  ...[
    '&',
    '</',
    '<style>',
    '{',
    '\0',
    '不',
    '=?utf-8?q?a?= ',
    'ana@example.com\n',
    '<ana@example.com>:\n',
    'a to: ',
    'delivered to ',
    '(expanded from ',
    '(reason: (',
    'unknown: ',
  ],
  ...[
    'mail ',
    'delivery ',
    'could not be ',
    'will be ',
    'said: ',
    'the response ',
    'this is a ',
    'original message\n',
  ],
  ...[
    'Received: x\n',
    'Subject: x\n\n',
    'Message-ID: <',
    'X-',
    'for ',
    '>From x\n',
    '> x\n',
    'Action: failed\n\n',
    `${FAILED}\n\n`,
  ],
];

test.each(UNITS)('a megabyte of %j is read at once, wherever it stands', (unit) => {
  const text = filled(unit);
  const line = text.replaceAll(/[\r\n]/g, ' ');
  const lines = filled(`${line.slice(0, 900)}\n`);
  const fields = ['Subject', 'From', 'Return-Path', 'References', 'Received', 'To', 'X-Failed-Recipients'];
  for (const mail of [
    notice(text),
    notice(lines),
    notice(`<ana@example.com>: ${lines.replaceAll('\n', '\n<ana@example.com>: ')}`),
    notice(text, { 'Content-Type': 'text/html' }),
    notice(text, { 'Content-Transfer-Encoding': 'quoted-printable' }),
    notice(text, { 'Content-Type': 'message/delivery-status' }),
    notice('Hello', { 'Content-Type': `multipart/report; ${line}` }),
    notification(`${FAILED}\nDiagnostic-Code: smtp; ${line}`),
    notice('Hello', Object.fromEntries(fields.map((name) => [name, line]))),
    `${text}\n\nHello`,
  ]) {
    expect(() => read(mail)).not.toThrow();
  }
});

describe('of what is too much, the rest is left out:', () => {
  test('50 MB that came back', () => {
    const raw = Buffer.concat([
      Buffer.from(notification(FAILED).replace(/Hello[^]*/, '')),
      Buffer.from(filled('Hello ana@example.com\n', 50 * MB)),
    ]);
    expect(readMailReport(raw)).toMatchObject({
      kind: 'bounce',
      failures: [{ recipient: 'ana@example.com' }],
    });
  });

  test('what stands behind 10 MB', () => {
    const mail = textMail(BY_SERVER, `${filled('Hello\n', 10 * MB)}\n\n${FAILED}`);
    expect(read(mail)).not.toMatchObject({ failures: [{ recipient: 'ana@example.com' }] });
  });

  const nested = (depth: number): string =>
    `${Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`,
    ).join('')}Content-Type: message/delivery-status\n\n${FAILED}\n`;

  test('parts nested deeper than 20', () => {
    expect(failuresIn(`Subject: x\n${nested(20)}`)).toMatchObject([{ recipient: 'ana@example.com' }]);
    expect(read(`Subject: x\n${nested(21)}`)).toEqual({ kind: 'none', why: 'not a report' });
    expect(read(`Subject: x\n${nested(50_000)}`)).toEqual({ kind: 'none', why: 'not a report' });
  });

  const parts = (count: number): string =>
    `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: image/png\n\nx\n'.repeat(count)}--b\nContent-Type: message/delivery-status\n\n${FAILED}\n--b--`;

  test('parts after the 500th', () => {
    expect(failuresIn(parts(400))).toMatchObject([{ recipient: 'ana@example.com' }]);
    expect(read(parts(600))).toEqual({ kind: 'none', why: 'not a report' });
    expect(read(parts(200_000))).toEqual({ kind: 'none', why: 'not a report' });
  });

  test('messages within messages within messages', () => {
    expect(read('Content-Type: message/rfc822\n\n'.repeat(100_000))).toEqual({
      kind: 'none',
      why: 'not a report',
    });
  });

  test('recipients after the 200th', () => {
    const groups = Array.from({ length: 1000 }, (_, n) => FAILED.replace('ana@', `ana${n}@`)).join('\n\n');
    expect(failuresIn(notification(groups))).toHaveLength(200);
  });

  test('addresses after the 50th', () => {
    const To = Array.from({ length: 1000 }, (_, n) => `b-${n}@bounce.shop.example`).join(', ');
    const report = read(notice(`Not delivered: <ana@example.com>\n\n${RETURNED}`, { To }));
    expect(report).toMatchObject({ kind: 'bounce' });
    expect(report.kind === 'bounce' && report.returnPaths.length).toBe(50);
  });
});

test('headers of megabytes hide nothing of the report', () => {
  const mail = notification(FAILED).replace(
    'Subject:',
    `X-Padding: ${filled('x', 3 * MB)}\n${filled('X-More: x\n', MB)}Subject:`,
  );
  expect(failuresIn(mail)).toMatchObject([{ recipient: 'ana@example.com' }]);
});

test('octets that are no text are read like any', () => {
  const octets = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7919) % 256));
  expect(() => readMailReport(octets)).not.toThrow();
  expect(() => readMailReport(Buffer.concat([Buffer.from(notice('')), octets]))).not.toThrow();
});

test('a charset that does not exist, and one that is not true, cost nothing but letters', () => {
  for (const charset of ['no-such-charset', 'utf-8', 'utf-16', 'x"\\']) {
    const mail = notice('<ana@example.com>: 550 5.1.1 \xff\xfe unknown', {
      'Content-Type': `text/plain; charset=${charset}`,
    });
    expect(readMailReport(Buffer.from(mail, 'latin1'))).toMatchObject({ kind: 'bounce' });
  }
});
