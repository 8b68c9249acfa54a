import type { Program, Scope } from '../../../lib/content/program';
import { fillSample } from './sample';

const token = ({ token }: Scope): string => token;
const hole = (value: string) => (): string => value;

/** The HTML part's encoded body. */
const encoded = (html: Program, scope: Partial<Scope> = {}): string =>
  /text\/html[^]*?\r\n\r\n([^]*)\r\n--=_alternative--/.exec(
    fillSample({ html, text: [token], scope }).toString('latin1'),
  )![1]!;

test.each<[string, Program, string]>([
  ['ordinary values stand on lines of their own', ['Hi ', hole('Ana'), ', hello'], 'Hi =\r\nAna=\r\n, hello'],
  ['empty ones leave nothing behind', ['Hi', hole(''), ', hello'], 'Hi=\r\n, hello'],
  ['neighbours share their edge', ['Hi ', token, hole('Ana'), '!'], 'Hi =\r\ntkn=\r\nAna=\r\n!'],
  ['after a line break there is nothing to break', ['Hi\n', hole('Ana\n'), '!'], 'Hi\r\nAna\r\n!'],
  ['one at the end gets a line break', ['Hi ', hole('Ana')], 'Hi =\r\nAna=\r\n\r\n'],
  ['dots at the start of a line are encoded', ['.a\n.b', hole('.c'), '.d'], '=2Ea\r\n=2Eb=\r\n=2Ec=\r\n=2Ed'],
  ['and From', ['From x', hole('From y'), 'From'], '=46rom x=\r\n=46rom y=\r\nFrom'],
  [
    'and space at the end of a line',
    ['a \nb\t\r\n', hole('c \rd '), 'e '],
    'a=20\r\nb=09\r\nc=20\r\nd =\r\ne=20',
  ],
  [
    'and what is not printable ASCII',
    ['a=\0', hole('é\x7f'), '\ud800'],
    'a=3D=00=\r\n=C3=A9=7F=\r\n=EF=BF=BD',
  ],
  [
    'long lines are broken, but no escape is',
    [hole('x'.repeat(74) + 'é'.repeat(2)), ''],
    `${'x'.repeat(74)}=\r\n=C3=A9=C3=A9=\r\n\r\n`,
  ],
])('%s', (_, html, expected) => {
  expect(encoded(html)).toBe(expected);
});

test('a part without holes is in the shorter encoding', () => {
  const message = fillSample({ html: ['<p>plain</p>'], text: ['日本語のニュース'] }).toString();
  const encodings = [...message.matchAll(/text\/(\w+)[^]*?Encoding: (\S+)/g)].map(([, ...found]) => found);
  expect(encodings).toEqual([
    ['plain', 'base64'],
    ['html', 'quoted-printable'],
  ]);
});

test('also base64 has the line breaks of mail', () => {
  const message = fillSample({ text: ['日本語の\nニュース'] }).toString();
  const [, base64] = /text\/plain[^]*?base64\r\n\r\n([^]*?)\r\n--/.exec(message)!;
  expect(Buffer.from(base64!, 'base64').toString()).toBe('日本語の\r\nニュース');
});

test('the token is each recipient’s own', () => {
  expect(encoded([token, '-', token, ''], { token: 'one' })).toBe('one=\r\n-=\r\none=\r\n\r\n');
  expect(encoded([token, '-', token, ''], { token: '.2' })).toBe('=2E2=\r\n-=\r\n=2E2=\r\n\r\n');
});
