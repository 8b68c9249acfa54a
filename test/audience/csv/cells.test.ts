import { findDelimiter, joinCells, splitCells } from '../../../lib/audience/csv/cells';
import { seededRandom } from '../../support/random';

describe('a row', () => {
  test.each([
    ['', ['']],
    ['a,b,,', ['a', 'b', '', '']],
    [' a b , c', ['a b', 'c']],
    ['" a ",b', [' a ', 'b']],
    ['"Lima, Ana",b', ['Lima, Ana', 'b']],
    ['a,"say ""hi"""', ['a', 'say "hi"']],
    ['"",""', ['', '']],
    ['"two\nlines",b', ['two\nlines', 'b']],
  ])('%j has the cells %j', (row, cells) => {
    expect(splitCells(row, ',')).toEqual({ cells });
  });

  test.each(['a,6" pipe', 'a, "b"', '"a"b,c', '"a""" ,c'])('%j has a stray quotation mark', (row) => {
    expect(splitCells(row, ',')).toMatchObject({ reason: expect.stringContaining('inside a cell') });
  });

  test.each(['a,"b', '"', '"a""', '"a,b'])('%j is not closed', (row) => {
    expect(splitCells(row, ',')).toBe('unclosed');
  });
});

test.each([
  ['email,name', ','],
  ['email;name;city', ';'],
  ['email\tname', '\t'],
  ['email', ','],
  ['email;"last, first, middle";city', ';'],
])('the header %j is separated by %j', (header, delimiter) => {
  expect(findDelimiter(header)).toBe(delimiter);
});

test('cells that were joined are split into the same cells', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 2000; round++) {
    const cell = () => random.someOf(['a', '"', ',', ';', '\n', ' ', '\t', 'é', "'"], 0.4).join('');
    const cells = Array.from({ length: 1 + random.below(4) }, cell);
    const delimiter = random.oneOf([',', ';', '\t', '|']);
    expect(splitCells(joinCells(cells, delimiter), delimiter)).toEqual({ cells });
  }
});
