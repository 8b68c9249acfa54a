import type { Program, Scope } from '../../../lib/content/program';
import type { seededRandom } from '../../support/random';

type Random = ReturnType<typeof seededRandom>;

const PIECES = [
  'a plain sentence, with (some) punctuation! ',
  'x'.repeat(73),
  'word'.repeat(90),
  '☕',
  '👩‍👩‍👧‍👦',
  'Zoë Ångström',
  'שלום עליכם',
  '日本語のニュース',
  '\u200f\u202etfel',
  '\0',
  '\x01\x1b[2J\x7f\x85',
  '\u2028',
  'a\ud800b',
  '\udc00b',
  '=',
  '=3D=20',
  '=?utf-8?Q?=E2=98=95?=',
  '=_alternative',
  '--=_alternative--',
  '<b class="x">&amp;</b>',
  '"\\,;:@()<>[]',
  ' ',
  '   ',
  '\t',
];
const LINES = [
  '\n',
  '\r\n',
  'old\rMac',
  ' \r\n',
  '\t\n',
  '\n.\n',
  '\r\n.\r\n',
  '\n..dots',
  '\nFrom me to you',
  '\r\nBcc: everyone@example.com\r\n',
  '\r\n\r\n--=_alternative\r\nContent-Type: text/html\r\n\r\n',
];

/** What strangers write into fields, and worse. */
export function strangeText(random: Random): string {
  if (random.chance(0.15)) return '';
  const text = random.someOf([...PIECES, ...LINES, ...PIECES], 0.1).join('');
  return random.chance(0.03) ? (text + random.oneOf(PIECES)).repeat(200) : text;
}

/** The same on one line. */
export const strangeName = (random: Random): string => random.someOf(PIECES, 0.12).join('');

/** Literals and holes with all that, and tokens; some have no holes. */
export function strangeProgram(random: Random): Program {
  const hasHoles = random.chance(0.8);
  return Array.from({ length: random.oneOf([1, 2, 5, 12]) }, () => {
    const text = strangeText(random);
    if (!hasHoles || random.chance(0.5)) return text;
    return random.chance(0.4) ? ({ token }: Scope) => token : () => text;
  });
}
