import type { EncodingName } from '../../../lib/audience/csv/encodings';
import { LineReader } from '../../../lib/audience/csv/lines';
import { type CsvRow, RowReader } from '../../../lib/audience/csv/rows';
import { seededRandom } from '../../support/random';

function read(file: string | Buffer, pieceLength = 64 * 1024, encoding: EncodingName = 'utf-8'): CsvRow[] {
  const found: CsvRow[] = [];
  const rows = new RowReader(undefined, (row) => found.push(row));
  const lines = new LineReader(encoding, (line) => rows.take(line));
  const bytes = Buffer.from(file);
  for (let start = 0; start < bytes.length; start += pieceLength) {
    lines.take(bytes.subarray(start, start + pieceLength));
  }
  lines.finish();
  rows.finish();
  return found;
}
const line = (row: CsvRow) => row.line;

describe('a file that is called Windows-1252 and is UTF-8', () => {
  const ascii = 'a@b.cd,Ana\n'.repeat(200_000);

  test.each([
    ['in a small file', 'email,name\nr@b.cd,René'],
    ['where the first megabyte ends within a letter', `email,name\n${'é\n'.repeat(400_000)}`],
    ['where the first megabytes are plain', `email,name\n${ascii}r@b.cd,René\n`],
  ])('is refused %s', (_, file) => {
    for (const pieceLength of [1000, 64 * 1024]) {
      expect(() => read(file, pieceLength, 'windows-1252')).toThrow('The file is in UTF-8');
    }
  });

  test('is read when it is what it is called, whatever comes later', () => {
    const file = Buffer.from(`email,name\nr@b.cd,Ren\xe9\n${ascii}c@b.cd,\xc3\xa9\n`, 'latin1');
    expect(read(file, 64 * 1024, 'windows-1252').at(-1)).toMatchObject({ cells: ['c@b.cd', 'Ã©'] });
  });
});

describe('the rows of a CSV', () => {
  test('are the cells that were written, in pieces of any size and with any line breaks', () => {
    const random = seededRandom(3);
    const randomCell = () =>
      Array.from({ length: 4 }, () => random.oneOf(['a', 'é', '😀', '"', ',', ';', '\n', ' '])).join('');
    const written = Array.from({ length: 200 }, () => [randomCell(), randomCell(), randomCell()]);
    const rows = written.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const file = ['x,y,z', ...rows].join('\n').replaceAll('\n', lineBreak);
      for (const pieceLength of [1, 7, 4096]) {
        const [, ...found] = read(file, pieceLength);
        expect(found.map((row) => 'cells' in row && row.cells)).toEqual(written);
      }
    }
  });

  test('keep the number of their first line, behind quoted line breaks and empty lines', () => {
    const file = 'email,note\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,\r\n"c","x\r\ny"\r\nd,';
    expect(read(file).map(line)).toEqual([1, 2, 6, 7, 9]);
  });

  test('are without the byte order mark and the last line break', () => {
    expect(read('\uFEFFemail\na\n')).toEqual([
      { line: 1, cells: ['email'] },
      { line: 2, cells: ['a'] },
    ]);
    expect(read('')).toEqual([]);
  });

  test.each([
    ['inside a cell', 'b,6" pipe'],
    ['behind a cell', 'b,"pipe"6'],
    ['that is never closed', 'b,"pipe'],
  ])('with a stray quotation mark %s are refused alone', (_, bad) => {
    const rows = read(`email,name\na,"A"\n${bad}\nc,C\nd,"D ""d"""\n`);
    expect(rows).toEqual([
      { line: 1, cells: ['email', 'name'] },
      { line: 2, cells: ['a', 'A'] },
      { line: 3, text: bad, reason: expect.stringContaining('quotation mark') },
      { line: 4, cells: ['c', 'C'] },
      { line: 5, cells: ['d', 'D "d"'] },
    ]);
  });

  test('are not lost behind a quotation mark that opens in the last line, or in a long file', () => {
    expect(read('email\n"a')).toMatchObject([
      { line: 1 },
      { line: 2, reason: expect.stringContaining('not closed') },
    ]);
    const many = Array.from({ length: 50_000 }, (_, index) => `c${index}@example.com,C`);
    const rows = read(['email,name', 'a,"A', ...many].join('\n'));
    expect(rows.filter((row) => 'reason' in row).map(line)).toEqual([2]);
    expect(rows.map(line)).toEqual(Array.from({ length: 50_002 }, (_, index) => index + 1));
  });
});

describe('bytes', () => {
  const latin1 = Buffer.from('email,name\na,Ana\nr,Ren\xe9\n', 'latin1');
  const long = Array.from({ length: 100_000 }, (_, n) => `c${n}@example.com,Ann\u00e9`).join('\n');

  test.each([
    ['Latin-1', latin1, 3],
    ['UTF-16 from the other end', Buffer.from('\uFEFFemail,name\n', 'utf16le').swap16(), 1],
    ['a character cut off at the end', Buffer.from('email,name\na,é').subarray(0, -1), 2],
    ['lines that end in CR', Buffer.from('email\ra\rRen\xe9\rb', 'latin1'), 3],
  ])('that are not UTF-8 are refused with their line, never mangled: %s', (_, file, badLine) => {
    for (const pieceLength of [1, 4096]) {
      expect(() => read(file, pieceLength)).toThrow(
        expect.objectContaining({
          code: 'CSV_INVALID',
          message: expect.stringMatching(new RegExp(`^Line ${badLine} is not in UTF-8.+windows-1252`)),
        }),
      );
    }
  });

  test('that are bad far behind in the file cost only what is behind them', () => {
    const file = Buffer.concat([Buffer.from(`${long}\n`), latin1]);
    const passed: string[] = [];
    const lines = new LineReader('utf-8', (text) => passed.push(text));
    const take = () => {
      for (let start = 0; start < file.length; start += 50_000)
        lines.take(file.subarray(start, start + 50_000));
      lines.finish();
    };
    expect(take).toThrow('Line 100003 is not in UTF-8');
    expect(passed).toHaveLength(100_002);
  });

  test('that are bad within the first megabyte pass on nothing', () => {
    const passed: string[] = [];
    const lines = new LineReader('utf-8', (text) => passed.push(text));
    lines.take(Buffer.from('email,name\n'));
    lines.take(latin1);
    expect(() => lines.finish()).toThrow('Line 4 is not in UTF-8');
    expect(passed).toEqual([]);
  });

  const cells = [
    ['email', 'name'],
    ['a', 'René'],
  ];
  test.each<[string, EncodingName, Buffer]>([
    ['Windows-1252', 'windows-1252', Buffer.from('email,name\na,Ren\xe9', 'latin1')],
    ['UTF-16', 'utf-16le', Buffer.from('email,name\na,René', 'utf16le')],
    ['UTF-16 by its mark', 'utf-8', Buffer.from('\uFEFFemail,name\na,René', 'utf16le')],
    ['UTF-8 by its mark', 'windows-1252', Buffer.from('\uFEFFemail,name\na,René')],
  ])('in %s are read with the encoding %s', (_, encoding, file) => {
    for (const pieceLength of [1, 3, 4096]) {
      expect(read(file, pieceLength, encoding).map((row) => 'cells' in row && row.cells)).toEqual(cells);
    }
  });

  test.each([
    ['of UTF-8', Buffer.from('email,name\na,René'), /is in UTF-8, not in Windows-1252/],
    ['that mean nothing', Buffer.from('email\na\nb\x81', 'latin1'), /^Line 3 is not in Windows-1252/],
  ])('%s are not taken for Windows-1252', (_, file, sentence) => {
    expect(() => read(file, 4096, 'windows-1252')).toThrow(sentence);
  });
});

test('a file without line breaks is refused before it fills the memory', () => {
  const lines = new LineReader('utf-8', () => {});
  let pieces = 0;
  const take = () => {
    for (; pieces < 1000; pieces++) lines.take(Buffer.alloc(64 * 1024, 'a'));
  };
  expect(take).toThrow('Line 1 is longer than a million characters');
  expect(pieces).toBeLessThan(100);
});

test('a quotation mark that is open over empty lines is given up', () => {
  const rows = read(`email,note\na,"${'\n'.repeat(200_000)}b,B\n`);
  expect(rows.map((row) => [row.line, 'cells' in row])).toEqual([
    [1, true],
    [2, false],
    [200_002, true],
  ]);
});
