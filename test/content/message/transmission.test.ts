import { contentIdsIn } from '../../../lib/content/contentIds';
import type { Program } from '../../../lib/content/program';
import type { Attachment } from '../../../lib/model';
import { seededRandom } from '../../support/random';
import { fillSample, fillTransmission, rawHeaders } from './sample';
import { strangeName, strangeProgram } from './strangeText';

interface Body {
  subject: string;
  from: object;
  bodyText: string;
  bodyHtml: string;
  headers: { name: string; value: string }[];
}
const bodyOf = (sample: Parameters<typeof fillTransmission>[0]) =>
  JSON.parse(Buffer.concat(fillTransmission(sample)).toString()) as Body;
const said: Program = [({ variables }) => String(variables['said'])];

test('an ordinary request says this', () => {
  const scope = { unsubscribeUrl: 'https://mail.lantern.example/u/tkn' };
  expect(bodyOf({ scope, options: { replyTo: 'desk@lantern.example', oneClick: true } })).toEqual({
    subject: 'News',
    from: { email: 'letters@lantern.example', name: 'Lantern Street' },
    to: [{ email: 'ana@example.com', name: 'Ana' }],
    replyTo: [{ email: 'desk@lantern.example' }],
    bodyText: 'Hi',
    bodyHtml: '<p>Hi</p>',
    headers: [
      { name: 'List-Unsubscribe', value: '<https://mail.lantern.example/u/tkn>' },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      { name: 'List-Id', value: '<campaigns.lantern.example>' },
      { name: 'Feedback-ID', value: '17:1:campaign:lantern' },
      { name: 'Precedence', value: 'bulk' },
      { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
    ],
    metadata: { messageId: '<17.4.x@lantern.example>' },
    optionsAttributes: { openTracking: true, clickTracking: true, transactional: false },
  });
});

test('nobody has a name, and nobody else is answered, where there is none', () => {
  const nameless = { name: '', address: 'a@b.example' };
  const body = bodyOf({ options: { from: nameless }, recipient: { to: nameless } });
  expect(body).toMatchObject({ from: { email: 'a@b.example' }, to: [{ email: 'a@b.example' }] });
  expect(Object.keys(body.from)).toEqual(['email']);
  expect(body).not.toHaveProperty('replyTo');
  expect(body).not.toHaveProperty('attachments');
});

test.each([{}, { oneClick: true }, { test: true }])(
  'its headers are those of the message that a relay gets, but for the ones of the platform (%j)',
  (options) => {
    const ofThePlatform = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'];
    const scope = { unsubscribeUrl: `https://mail.lantern.example/u/${'long'.repeat(500)}` };
    const forRelay = rawHeaders(fillSample({ options, scope }));
    for (const name of ofThePlatform) forRelay.delete(name);
    expect(bodyOf({ options, scope }).headers.map(({ name, value }) => `${name}: ${value}`)).toEqual(
      [...forRelay.values()].map((header) => header.replace(':\r\n ', ': ').replaceAll('\r\n ', '')),
    );
  },
);

test('a test says so', () => {
  const body = bodyOf({ options: { test: true } });
  expect(body.subject).toBe('[Test] News');
  expect(body.headers).toContainEqual({ name: 'X-Mailtarget-Test', value: 'yes' });
});

test('what fills the holes stays what it is', () => {
  const text = '"},"to":[{"email":"eve@example.com"}],"x":{"\\u0041\\"\r\n\u0000\u2028👩';
  const body = bodyOf({
    subject: said,
    html: ['<p>', ...said],
    text: said,
    scope: { variables: { said: text } },
  });
  expect(body).toMatchObject({ bodyHtml: `<p>${text}`, bodyText: text, to: [{ email: 'ana@example.com' }] });
  expect(body.subject).toBe(text.replaceAll(/[\p{Cc}\u2028]+/gu, ' '));
});

test('names are on one line', () => {
  const name = 'Ana\r\nBcc: eve@example.com';
  const body = bodyOf({
    options: { from: { name, address: 'a@b.example' } },
    recipient: { to: { name, address: 'c@d.example' } },
  });
  const onOneLine = 'Ana Bcc: eve@example.com';
  expect(body).toMatchObject({ from: { name: onOneLine }, to: [{ name: onOneLine }] });
});

test.each([1, 2, 3])('any text arrives as it was written, where anybody can write it (seed %i)', (seed) => {
  const random = seededRandom(seed);
  for (let round = 0; round < 60; round++) {
    const [html, text] = [strangeProgram(random), strangeProgram(random)];
    const scope = { variables: {}, token: 'c4.d77-Qx_9', unsubscribeUrl: 'https://x.example/u' };
    const written = (program: Program) =>
      program
        .map((part) => (typeof part === 'string' ? part : part(scope)))
        .join('')
        .toWellFormed();
    const body = bodyOf({
      html,
      text,
      scope,
      options: { from: { name: strangeName(random), address: 'a@b.example' } },
    });
    expect([body.bodyHtml, body.bodyText]).toEqual([written(html), written(text)]);
  }
});

describe('attachments', () => {
  const file = (filename: string, more: Partial<Attachment> = {}): Attachment => ({
    ...{ filename, contentType: 'application/pdf', content: 'cGRm' },
    ...more,
  });

  test('come with their names, their types and their content', () => {
    const attachments = [
      file('für "dich".pdf'),
      file('x.eml', { contentType: 'message/rfc822', contentId: 'unused' }),
    ];
    expect(bodyOf({ options: { attachments } })).toMatchObject({
      attachments: [
        { name: 'für "dich".pdf', type: 'application/pdf', data: 'cGRm' },
        { name: 'x.eml', type: 'application/octet-stream', data: 'cGRm' },
      ],
    });
  });

  test('that the content shows do not fit', () => {
    const html = '<img src="cid:logo">';
    const attachments = [file('logo.png', { contentId: 'logo' })];
    expect(() => bodyOf({ html: [html], contentIds: contentIdsIn(html), options: { attachments } })).toThrow(
      expect.objectContaining({
        code: 'TRANSPORT_UNFIT',
        message: expect.stringContaining('cid:') as string,
      }) as Error,
    );
  });
});
