import { plainText } from '../../lib/model';

test.each([
  ['a\r\nb\0c\u0085d', 'a b c d'],
  ['größer, 日本, 🎉', 'größer, 日本, 🎉'],
  ['\ud83c', '\ufffd'],
])('%j becomes %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test('is cut off at its length, and half a character is none', () => {
  expect(plainText('x'.repeat(600))).toHaveLength(500);
  expect(plainText('ab🎉', 3)).toBe('ab\ufffd');
});
