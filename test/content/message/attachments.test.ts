import { contentIdsIn } from '../../../lib/content/contentIds';
import { compileMessage } from '../../../lib/content/message/compileMessage';
import type { Attachment } from '../../../lib/model';
import { READERS } from './read';
import { fillSample } from './sample';

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256));
const file = (filename: string, contentId?: string, contentType = 'image/png'): Attachment => ({
  filename,
  contentType,
  content: bytes.toString('base64'),
  ...(contentId === undefined ? {} : { contentId }),
});
const withFiles = (html: string, ...attachments: Attachment[]): Buffer =>
  fillSample({ html: [html, () => ''], contentIds: contentIdsIn(html), options: { attachments } });
/** Each part's type and disposition, in their order. */
const outline = (message: Buffer): string[] =>
  [...message.toString().matchAll(/^Content-Type: ([\w/-]+)|^Content-Disposition: (\w+)/gm)].map(
    ([, type, disposition]) => type ?? disposition!,
  );

test('files come after the alternatives, images after the HTML that shows them', () => {
  const files = [file('a.pdf'), file('logo.png', 'logo'), file('b.pdf')];
  expect(outline(withFiles('<img src="cid:logo">', ...files))).toEqual([
    ...['multipart/mixed', 'multipart/related', 'multipart/alternative', 'text/plain', 'text/html'],
    ...['image/png', 'inline', 'image/png', 'attachment', 'image/png', 'attachment'],
  ]);
  expect(outline(withFiles('<img src="cid:logo">', file('logo.png', 'logo')))).toEqual([
    ...['multipart/related', 'multipart/alternative', 'text/plain', 'text/html', 'image/png', 'inline'],
  ]);
  expect(outline(withFiles('', file('a.pdf')))).toEqual([
    ...['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'image/png', 'attachment'],
  ]);
});

test.each([
  ['<img src="cid:logo">', 'logo', 'inline'],
  ['<img src="CID:logo%2B1%40x.example">', 'logo+1@x.example', 'inline'],
  ['<img src="cid:logo2">', 'logo', 'attachment'],
  ['{{#if vip}}<img src="cid:logo">{{/if}}', 'logo', 'inline'],
  ['<p>logo</p>', 'logo', 'attachment'],
])('with %j, a file with the content id %j is %s', (html, contentId, disposition) => {
  expect(outline(withFiles(html, file('x.png', contentId))).at(-1)).toBe(disposition);
});

describe.each(Object.entries(READERS))('%s reads', (_, read) => {
  test.each([
    'plan.pdf',
    'a "quoted" \\ name; x=y.pdf',
    'für dich ☕.pdf',
    `${'ein langer Name für eine Datei '.repeat(8)}.pdf`,
    `${'日本語のニュース'.repeat(30)}.pdf`,
  ])('a file named %j', async (name) => {
    const { attachments } = await read(withFiles('', file(name)));
    expect(attachments).toEqual([{ fileName: name, type: 'image/png', contentId: null, content: bytes }]);
  });

  test('the content id of an image', async () => {
    const { attachments } = await read(withFiles('<img src="cid:a@b">', file('x.png', 'a@b')));
    expect(attachments).toMatchObject([{ fileName: 'x.png', contentId: 'a@b' }]);
  });
});

test('a name beyond ASCII comes in two forms', () => {
  expect(withFiles('', file('für 👩.pdf')).toString()).toContain(
    `attachment;\r\n filename="f_r _.pdf";\r\n filename*=utf-8''f%C3%BCr%20%F0%9F%91%A9.pdf\r\n`,
  );
});

test('a message as a file is only bytes: MIME allows it no base64', () => {
  expect(outline(withFiles('', file('x.eml', undefined, 'message/rfc822')))).toContain(
    'application/octet-stream',
  );
});

test('all messages of a campaign share the bytes of its attachments', () => {
  const { fill } = compileMessage(
    { subject: ['x'], html: ['x', ({ token }) => token], text: ['x'], contentIds: new Set() },
    {
      from: { name: '', address: 'a@b.example' },
      replyTo: null,
      listId: 'x.example',
      feedbackId: 'x',
      oneClick: false,
      attachments: [file('a.pdf')],
    },
  );
  const [one, two] = ['one', 'two'].map((token) =>
    fill({
      messageId: `<${token}@b.example>`,
      to: { name: '', address: 'c@d.example' },
      date: 0,
      scope: { variables: {}, token, unsubscribeUrl: 'https://x.example' },
    }),
  );
  expect(one![0]!.equals(two![0]!)).toBe(false);
  expect(one![1]).toBe(two![1]);
});
