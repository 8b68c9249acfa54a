import { mailDates } from '../../../lib/content/message/mailDate';
import { fillSample, rawHeaders } from './sample';

const headerOf = (name: string, sample: Parameters<typeof fillSample>[0]) =>
  rawHeaders(fillSample(sample)).get(name);
const toNamed = (name: string) => headerOf('To', { recipient: { to: { name, address: 'ana@example.com' } } });

test('an ordinary message has these headers, in this order', () => {
  const scope = { unsubscribeUrl: 'https://mail.lantern.example/u/tkn' };
  const message = fillSample({ scope, options: { replyTo: 'desk@lantern.example', oneClick: true } });
  const headers = [...rawHeaders(message).values()];
  expect(headers).toEqual([
    'From: Lantern Street <letters@lantern.example>',
    'To: Ana <ana@example.com>',
    'Reply-To: desk@lantern.example',
    'Subject: News',
    'Date: Mon, 23 Nov 2026 04:05:06 +0000',
    'Message-ID: <17.4.x@lantern.example>',
    'List-Unsubscribe: <https://mail.lantern.example/u/tkn>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'List-Id: <campaigns.lantern.example>',
    'Feedback-ID: 17:1:campaign:lantern',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: OOF, AutoReply',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;\r\n boundary="=_alternative"',
  ]);
});

test('without a reply-to address and one-click there are no headers for them', () => {
  const headers = rawHeaders(fillSample({ options: { replyTo: null, oneClick: false } }));
  expect(headers.has('Reply-To')).toBe(false);
  expect(headers.has('List-Unsubscribe-Post')).toBe(false);
  expect(headers.has('List-Unsubscribe')).toBe(true);
  expect(headers.has('X-Mailtarget-Test')).toBe(false);
});

test('a test says so', () => {
  const headers = rawHeaders(fillSample({ subject: ['News'], options: { test: true } }));
  expect(headers.get('Subject')).toBe('Subject: [Test] News');
  expect(headers.get('X-Mailtarget-Test')).toBe('X-Mailtarget-Test: yes');
});

test.each([
  ['', 'To: ana@example.com'],
  ['Ana Lima', 'To: Ana Lima <ana@example.com>'],
  ['Lima, Ana "the" \\', 'To: "Lima, Ana \\"the\\" \\\\" <ana@example.com>'],
  ['Jürgen', 'To: =?utf-8?Q?J=C3=BCrgen?= <ana@example.com>'],
  ['Zoë by the sea', 'To: =?utf-8?Q?Zo=C3=AB_by_the_sea?= <ana@example.com>'],
  ['日本', 'To: =?utf-8?B?5pel5pys?= <ana@example.com>'],
  ['=?utf-8?Q?x?=', 'To: =?utf-8?B?PT91dGYtOD9RP3g/PQ==?= <ana@example.com>'],
  ['Ana\r\nBcc: eve@example.com', 'To: "Ana Bcc: eve@example.com" <ana@example.com>'],
  [
    'Ana of a place with a really very long name by the wide sea',
    'To: Ana of a place with a really very long name by the wide sea\r\n <ana@example.com>',
  ],
])('a recipient named %j is written %j', (name, header) => {
  expect(toNamed(name)).toBe(header);
});

test('an address in UTF-8 stays as it is', () => {
  const header = headerOf('To', { recipient: { to: { name: 'Zoë', address: 'zoë@example.com' } } });
  expect(Buffer.from(header!, 'latin1').toString()).toBe('To: =?utf-8?Q?Zo=C3=AB?= <zoë@example.com>');
});

describe('a subject', () => {
  const subjectOf = (text: string) =>
    headerOf('Subject', {
      subject: [({ variables }) => String(variables['text'])],
      scope: { variables: { text } },
    });
  const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(' ');

  test('of many words is folded between them', () => {
    const lines = subjectOf(words(40))!.split('\r\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => line.length > 78)).toEqual([]);
    expect(lines.join('')).toBe(`Subject: ${words(40)}`);
  });

  test.each([1, 2, 3, 4, 5])(
    'is not folded between several spaces, which a reader would lose (%i)',
    (start) => {
      const subject = `${'w'.repeat(start)} ${'a  b '.repeat(40)}end`;
      const lines = subjectOf(subject)!.split('\r\n');
      expect(lines.slice(1).filter((line) => !/^ [ab]/.test(line))).toEqual([]);
      expect(lines.join('')).toBe(`Subject: ${subject}`);
    },
  );

  test('of a word that no line may hold is encoded', () => {
    expect(subjectOf('w'.repeat(990))).toMatch(/^Subject:\r\n w+$/);
    expect(subjectOf('w'.repeat(998))).toMatch(/^Subject: =\?utf-8\?Q\?w+\?=\r\n /);
    expect(subjectOf(`${'w'.repeat(998)} news`)).toMatch(/^Subject: =\?utf-8\?Q\?w+\?=\r\n /);
  });

  test('of nothing but line breaks is empty', () => {
    expect(subjectOf('\r\n\u2028\u0085')).toBe('Subject: ');
  });
});

describe('the unsubscribe URL', () => {
  const urlOf = (length: number) => {
    const unsubscribeUrl = `https://x.example/${'u'.repeat(length)}`;
    return { url: unsubscribeUrl, header: headerOf('List-Unsubscribe', { scope: { unsubscribeUrl } })! };
  };

  test('has a line of its own when it is long', () => {
    const { url, header } = urlOf(200);
    expect(header).toBe(`List-Unsubscribe:\r\n <${url}>`);
  });

  test('is broken only when no line may hold it', () => {
    const { url, header } = urlOf(2000);
    expect(header.replaceAll('\r\n ', '')).toBe(`List-Unsubscribe:<${url}>`);
  });
});

test('each message has the date it was given', () => {
  const dateOf = mailDates();
  const second = Date.UTC(2026, 0, 1, 23, 59, 59);
  expect([second, second + 999, second + 1000, second].map(dateOf)).toEqual([
    'Thu, 01 Jan 2026 23:59:59 +0000',
    'Thu, 01 Jan 2026 23:59:59 +0000',
    'Fri, 02 Jan 2026 00:00:00 +0000',
    'Thu, 01 Jan 2026 23:59:59 +0000',
  ]);
});
