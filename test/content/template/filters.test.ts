import { render, textOf } from '../rendering';

const filtered = (tag: string, x: unknown) => textOf(tag, { x, other: 'Other' });

test.each([
  ['{{x | default: "there"}}', undefined, 'there'],
  ['{{x | default: "there"}}', null, 'there'],
  ['{{x | default: "there"}}', '  ', 'there'],
  ['{{x | default: "there"}}', 'Ana', 'Ana'],
  ['{{x | default: "there"}}', 0, '0'],
  ['{{x | default: "there"}}', false, 'false'],
  ["{{x | default: 'there'}}", '', 'there'],
  ['{{x | default: “there”}}', '', 'there'],
  ['{{x | default: &quot;there&quot;}}', '', 'there'],
  ['{{x|default:"there"}}', '', 'there'],
  ['{{ x\n  | default:\n "there" }}', '', 'there'],
  ['{{x | default: other}}', '', 'Other'],
  ['{{x | default: this.other | upper}}', '', 'OTHER'],
  ['{{x | default: 5}}', '', '5'],
  ['{{x | default: ""}}', '', ''],
  ['{{x | default: "a | b }} c \\" d"}}', '', 'a | b }} c " d'],
  ['{{x | default: "it\'s"}}', '', "it's"],
  ['{{{x | default: "there"}}}', '', 'there'],
  ['a {{~ x | default: "there" ~}} b', '', 'athereb'],
  ['{{"fixed" | upper}}', '', 'FIXED'],
  ['{{x | upper}}', 'größe', 'GRÖSSE'],
  ['{{x | lower}}', 'ÀÉ', 'àé'],
  ['{{x | lower | capitalize}}', 'ANA MARIA', 'Ana maria'],
  ['{{x | capitalize}}', '«école»', '«École»'],
  ['{{x | truncate: 5}}', 'abcde', 'abcde'],
  ['{{x | truncate: 5}}', 'abcdef', 'abcd…'],
  ['{{x | truncate: 8, "..."}}', 'The quick fox', 'The q...'],
  ['{{x | truncate: 3}}', '👩‍👩‍👧a👍🏽bc', '👩‍👩‍👧a…'],
  ['{{x | number}}', 1234567.5, '1,234,567.5'],
  ['{{x | number: 2, "de"}}', '1234.5', '1.234,50'],
  ['{{x | number}}', 'many', 'many'],
  ['{{x | number}}', '', ''],
  ['{{x | currency: "EUR"}}', 12, '€12.00'],
  ['{{x | currency: "EUR", "de"}}', 12, '12,00\u00a0€'],
  ['{{x | currency: "JPY", "ja"}}', 1200, '￥1,200'],
  ['{{x | currency: other}}', 12, '12'],
  ['{{x | date}}', '2026-12-01', '1 December 2026'],
  ['{{x | date: "dd.LL.yyyy HH:mm", "de", "Europe/Berlin"}}', '2026-12-01T09:00:00Z', '01.12.2026 10:00'],
  ['{{x | date: "HH:mm"}}', '2026-12-01T09:00:00+07:00', '09:00'],
  ['{{x | date: "d LLLL", "tr"}}', '2026-08-30 10:00:00', '30 Ağustos'],
  ['{{x | date: "yyyy-LL-dd"}}', 1796083200, '2026-12-01'],
  ['{{x | date: "yyyy-LL-dd"}}', 1796083200000, '2026-12-01'],
  ['{{x | date}}', 'soon', 'soon'],
  ['{{x | date: "d LLLL", "en", "America/New_York"}}', '2026-12-01', '1 December'],
  ['{{x | date: "yyyy-LL-dd"}}', '1796083200', '2026-12-01'],
  ['{{x | date}}', '20', '20'],
  ['{{x | date}}', '10:30', '10:30'],
  ['{{x | number}}', { toString: 1, valueOf: 1 }, '[object Object]'],
  ['{{x | truncate: 5, other}}', { toString: 1 }, 'Other'],
  ['{{#if other}}{{x | upper}}{{/if}}', 'a', 'A'],
  ['{{#each other}}{{else}}{{x | default: "none"}}{{/each}}', '', 'none'],
])('%s of %j is %j', (tag, x, expected) => {
  expect(filtered(tag, x)).toBe(expected);
});

test('filters work in every part, and their result is escaped as any value', () => {
  const tag = '{{x | default: "<you> & me"}}';
  const { subject, previewText, html, text } = render({
    subject: tag,
    previewText: tag,
    body: `<p>${tag}</p><a href="https://a.example/?n={{x | default: "<you>"}}">a</a>`,
  });
  expect([subject, previewText]).toEqual(['<you> & me', '<you> & me']);
  expect(html).toContain('<p>&lt;you&gt; &amp; me</p><a href="https://a.example/?n=%3Cyou%3E">');
  expect(text).toMatch(/^<you> & me\n\na \[https:\/\/a\.example\/\?n=%3Cyou%3E\]/);
});

test('a filter tag keeps the lines and columns of what follows', () => {
  const body = '<p>{{x | default:\n "there"}} {{a b}}</p>';
  expect(() => render({ body })).toThrow('body, line 2, column 12: there is no helper called "a".');
});
