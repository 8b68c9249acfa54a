import { type CsvRow, readRows } from '../../lib/audience/csvRows';
import { csvBytes } from '../support/csvBytes';
import { seededRandom } from '../support/random';

const read = (file: string | Buffer, pieceLength?: number): Promise<CsvRow[]> =>
  collect(readRows(csvBytes(file, pieceLength)));
const line = (row: CsvRow) => row.line;

async function collect(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const collected = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

describe('the rows of a CSV', () => {
  test('are the cells that were written, in pieces of any size and with any line breaks', async () => {
    const random = seededRandom(3);
    const randomCell = () =>
      Array.from({ length: 4 }, () => random.oneOf(['a', 'é', '😀', '"', ',', ';', '\n', ' '])).join('');
    const written = Array.from({ length: 200 }, () => [randomCell(), randomCell(), randomCell()]);
    const rows = written.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const file = ['x,y,z', ...rows].join('\n').replaceAll('\n', lineBreak);
      for (const pieceLength of [1, 7, 4096]) {
        const [, ...found] = await read(file, pieceLength);
        expect(found.map((row) => 'cells' in row && row.cells)).toEqual(written);
      }
    }
  });

  test('keep the number of their first line, behind quoted line breaks and empty lines', async () => {
    const file = 'email,note\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,\r\n"c","x\r\ny"\r\nd,';
    expect((await read(file)).map(line)).toEqual([1, 2, 6, 7, 9]);
  });

  test('are without the byte order mark and the last line break', async () => {
    expect(await read('\uFEFFemail\na\n')).toEqual([
      { line: 1, cells: ['email'] },
      { line: 2, cells: ['a'] },
    ]);
    expect(await read('')).toEqual([]);
  });

  test.each([
    ['inside a cell', 'b,6" pipe'],
    ['behind a cell', 'b,"pipe"6'],
    ['that is never closed', 'b,"pipe'],
  ])('with a stray quotation mark %s are refused alone', async (_, bad) => {
    const rows = await read(`email,name\na,"A"\n${bad}\nc,C\nd,"D ""d"""\n`);
    expect(rows).toEqual([
      { line: 1, cells: ['email', 'name'] },
      { line: 2, cells: ['a', 'A'] },
      { line: 3, reason: expect.stringContaining('quotation mark') },
      { line: 4, cells: ['c', 'C'] },
      { line: 5, cells: ['d', 'D "d"'] },
    ]);
  });

  test('are not lost behind a quotation mark that opens in the last line, or in a long file', async () => {
    expect(await read('email\n"a')).toMatchObject([
      { line: 1 },
      { line: 2, reason: expect.stringContaining('not closed') },
    ]);
    const many = Array.from({ length: 50_000 }, (_, index) => `c${index}@example.com,C`);
    const rows = await read(['email,name', 'a,"A', ...many].join('\n'));
    expect(rows.filter((row) => 'reason' in row).map(line)).toEqual([2]);
    expect(rows.map(line)).toEqual(Array.from({ length: 50_002 }, (_, index) => index + 1));
  });
});

describe('bytes that are not UTF-8', () => {
  const latin1 = Buffer.from('email,name\na,Ren\xe9\n', 'latin1');
  const utf16 = Buffer.from('\uFEFFemail,name\na,René\n', 'utf16le');
  const cutOff = Buffer.from('email,name\na,é').subarray(0, -1);

  test.each([
    ['Latin-1', latin1],
    ['UTF-16', utf16],
    ['a character cut off at the end', cutOff],
  ])('are refused, never mangled: %s', async (_, file) => {
    for (const pieceLength of [1, 4096]) {
      await expect(read(file, pieceLength)).rejects.toMatchObject({
        code: 'CSV_INVALID',
        message: expect.stringContaining('UTF-8'),
      });
    }
  });

  test('are told apart from a source that fails', async () => {
    const failing = ReadableStream.from(
      (async function* () {
        yield Buffer.from('email\n');
        throw new Error('the disk is gone');
      })(),
    );
    await expect(collect(readRows(failing))).rejects.toThrow('the disk is gone');
  });
});

test('a file without line breaks is refused before it fills the memory', async () => {
  let pieces = 0;
  const endless = ReadableStream.from<Uint8Array>(
    (function* () {
      for (; ; pieces++) yield Buffer.alloc(64 * 1024, 'a');
    })(),
  );
  await expect(collect(readRows(endless))).rejects.toMatchObject({ code: 'CSV_INVALID' });
  expect(pieces).toBeLessThan(100);
});
