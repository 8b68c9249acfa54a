import { domainOf, normalizeEmail } from '../../lib/model';
import { seededRandom } from '../support/random';

describe('one spelling for every way to write an address', () => {
  test.each([
    ['white space and upper case', '  Ana.Lima@Example.COM\t', 'ana.lima@example.com'],
    ['a domain in its own letters', 'info@BÜCHER.example', 'info@xn--bcher-kva.example'],
    ['a domain in IDNA form', 'info@XN--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['a domain with ideographic full stops', 'info@例え。テスト', 'info@xn--r8jz45g.xn--zckzah'],
    ['a local part in UTF-8', 'Ελένη@example.com', 'ελένη@example.com'],
    ['an accent of its own character', 'rene\u0301@example.com', 'rené@example.com'],
    ['every character that RFC 5321 allows', "a!#$%&'*+/=?^_`{|}~-.9@example.com", undefined],
    ['a one-letter name at a numbered domain', 'x@4.163.com', undefined],
  ])('%s', (_, written, normalized = written) => {
    expect(normalizeEmail(written)).toBe(normalized);
    expect(normalizeEmail(normalized)).toBe(normalized);
  });
});

test.each([
  ['nothing', ''],
  ['no @', 'example.com'],
  ['no name', '@example.com'],
  ['no domain', 'ana@'],
  ['two @', 'ana@lima@example.com'],
  ['a space in the name', 'ana lima@example.com'],
  ['a dot at the start', '.ana@example.com'],
  ['a dot at the end', 'ana.@example.com'],
  ['two dots', 'ana..lima@example.com'],
  ['a quoted name', '"ana lima"@example.com'],
  ['a display name', 'Ana <ana@example.com>'],
  ['a list', 'ana@example.com,ben@example.com'],
  ['a line break in the name', 'ana\r\nBcc: ben@example.com'],
  ['a line break in the domain', 'ana@exam\r\nple.com'],
  ['a domain of one label', 'ana@localhost'],
  ['an IPv4 address', 'ana@127.0.0.1'],
  ['an IPv4 address in hexadecimal', 'ana@0x7f.0.0.1'],
  ['an IPv4 literal', 'ana@[127.0.0.1]'],
  ['an IPv6 literal', 'ana@[IPv6:::1]'],
  ['a trailing dot', 'ana@example.com.'],
  ['an empty label', 'ana@example..com'],
  ['a label that begins with a hyphen', 'ana@-example.com'],
  ['a label that ends with a hyphen', 'ana@example-.com'],
  ['an underscore in the domain', 'ana@exa_mple.com'],
  ['a port', 'ana@example.com:25'],
  ['a path', 'ana@example.com/unsubscribe'],
  ['a query', 'ana@example.com?subject=hello'],
  ['a fragment', 'ana@example.com#top'],
  ['a backslash', 'ana@example.com\\'],
  ['a percent sign in the domain', 'ana@ex%61mple.com'],
])('refuses %s', (_, address) => {
  expect(normalizeEmail(address)).toBeNull();
});

describe("RFC 5321's lengths are counted in bytes of UTF-8 and ASCII", () => {
  test('64 bytes before the @', () => {
    expect(normalizeEmail(`${'a'.repeat(64)}@example.com`)).not.toBeNull();
    expect(normalizeEmail(`${'a'.repeat(65)}@example.com`)).toBeNull();
    expect(normalizeEmail(`${'é'.repeat(32)}@example.com`)).not.toBeNull();
    expect(normalizeEmail(`${'é'.repeat(33)}@example.com`)).toBeNull();
  });

  test('254 bytes in all', () => {
    const domain = `${'d'.repeat(63)}.${'e'.repeat(63)}.${'f'.repeat(63)}.example`;
    const longest = `${'a'.repeat(254 - 1 - domain.length)}@${domain}`;
    expect(normalizeEmail(longest)).toBe(longest);
    expect(normalizeEmail(`a${longest}`)).toBeNull();
  });

  test('63 bytes a label, also when the label is not ASCII', () => {
    expect(normalizeEmail(`a@${'d'.repeat(63)}.com`)).not.toBeNull();
    expect(normalizeEmail(`a@${'d'.repeat(64)}.com`)).toBeNull();
    expect(normalizeEmail(`a@${'ü'.repeat(63)}.com`)).toBeNull();
  });
});

test('the domain is what follows the last @', () => {
  expect(domainOf('ana@example.com')).toBe('example.com');
});

test('a plain address is normalized as any other is', () => {
  const random = seededRandom(11);
  const part = () =>
    random
      .someOf(['a', 'B', '7', '-', '.', 'xn--', '0x4', '_', '+', "'", 'example', '123', 'İ', '\u212a'], 0.2)
      .join('');
  let addresses = 0;
  for (let round = 0; round < 20_000; round++) {
    const address = `${part()}@${part()}.${random.oneOf(['com', '7', '0x7', 'c', 'co.ID', part()])}`;
    // White space around it keeps it from being taken for a plain one.
    expect(normalizeEmail(address)).toBe(normalizeEmail(` ${address}`));
    if (normalizeEmail(address) !== null) addresses++;
  }
  expect(addresses).toBeGreaterThan(1000);
});
