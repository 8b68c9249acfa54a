import type { Reply } from '../../../lib/model';
import { replyReader } from '../../../lib/delivery/smtp/readReplies';

function read(text: string, chunkSize = text.length): Reply[] {
  const replies: Reply[] = [];
  const take = replyReader((reply) => replies.push(reply));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkSize) take(bytes.subarray(at, at + chunkSize));
  return replies;
}

test.each<[string, string, Reply]>([
  ['a short one', '250\r\n', { code: 250, enhanced: null, text: '250' }],
  [
    'one with a status',
    '550 5.1.1 No such user\r\n',
    { code: 550, enhanced: '5.1.1', text: '550 5.1.1 No such user' },
  ],
  ['a number that is no status', '550 1.2 beer\r\n', { code: 550, enhanced: null, text: '550 1.2 beer' }],
  ['bare line feeds', '250 Ok\n', { code: 250, enhanced: null, text: '250 Ok' }],
  ['what is no ASCII', '550 5.1.1 désolé\r\n', { code: 550, enhanced: '5.1.1', text: '550 5.1.1 désolé' }],
  [
    'several lines, the codes on each',
    '550-5.1.1 The account you tried to reach does not\r\n550 5.1.1 exist.\r\n',
    { code: 550, enhanced: '5.1.1', text: '550 5.1.1 The account you tried to reach does not exist.' },
  ],
])('reads %s, however it comes in', (_, text, reply) => {
  for (const chunkSize of [1, 3, text.length * 2]) expect(read(text, chunkSize)).toEqual([reply]);
});

test('reads several replies of one chunk, and keeps the half one', () => {
  expect(read('250 a\r\n250 b\r\n354 c\r\n25').map(({ text }) => text)).toEqual(['250 a', '250 b', '354 c']);
});

test.each([
  ['no code', 'hello\r\n'],
  ['a code that is none', '999 x\r\n'],
  ['two codes in one reply', '250-a\r\n550 b\r\n'],
  ['a line without end', `250 ${'x'.repeat(5000)}`],
  ['a long line', `250 ${'x'.repeat(5000)}\r\n`],
  ['a reply without end', '250-x\r\n'.repeat(101)],
])('takes no reply with %s', (_, text) => {
  expect(() => read(text)).toThrow();
});
