import { MailtargetError } from '../../model';
import { type Encoding, type EncodingName, encodingOf, type Look, lookAt } from './encodings';

/** A file without a line break in this many characters is no CSV, and would have to be held in memory whole. */
const MAX_LINE = 1_000_000;
/** The most that a character takes. */
const MAX_LINE_BYTES = 4 * MAX_LINE;
/** So much is looked at before the first line is passed on: most files in another encoding are refused whole. */
const HELD_BYTES = 1024 * 1024;
const LINE_BREAK = /\r\n|\n|\r/;

/** Cuts the bytes of a text into lines, without their breaks. */
export class LineReader {
  #encoding: Encoding | undefined;
  #look: Look = 'nothing';
  #parts: Uint8Array[] = [];
  #length = 0;
  #lines = 0;

  /** @param onLine called for each line, in order */
  constructor(
    private readonly encoding: EncodingName,
    private readonly onLine: (line: string) => void,
  ) {}

  /** @throws MailtargetError CSV_INVALID where the bytes are not in the encoding, or not lines; what is before that place was passed on */
  take(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    if (this.#encoding || this.#length >= HELD_BYTES) this.#readLines();
  }

  /** What is behind the last line break is a line, too. */
  finish(): void {
    this.#readLines();
    const rest = this.#join();
    if (rest.length > 0) this.#read(rest);
  }

  /** As `finish`, of bytes that broke off: the last line may be a part of one. */
  breakOff(): void {
    this.#readLines();
  }

  #readLines(): void {
    const bytes = this.#join();
    const isStart = this.#encoding === undefined;
    this.#encoding ??= encodingOf(bytes, this.encoding);
    const end = endOfLines(bytes, this.#encoding);
    if (bytes.length - end > MAX_LINE_BYTES) throw tooLong(this.#lines + 1);
    this.#parts = [bytes.subarray(end)];
    this.#length = bytes.length - end;
    this.#read(bytes.subarray(0, end), isStart);
  }

  /** @param isStart nothing is passed on where a part of it is in another encoding */
  #read(bytes: Buffer, isStart = false): void {
    if (this.#look === 'nothing') this.#look = lookAt(bytes, this.#encoding!);
    if (this.#look === 'UTF-8 after all') throw isUtf8File();
    const text = this.#encoding!.decode(bytes);
    if (text !== undefined) return this.#pass(text);
    const good = goodLines(bytes, this.#encoding!);
    if (isStart) this.#lines += breaksIn(good);
    else this.#pass(good);
    throw notIn(this.#encoding!, this.#lines + 1);
  }

  #pass(text: string): void {
    const lines = text.split(text.includes('\r') ? LINE_BREAK : '\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) {
      this.#lines++;
      if (line.length > MAX_LINE) throw tooLong(this.#lines);
      this.onLine(this.#lines === 1 ? line.replace(/^\uFEFF/, '') : line);
    }
  }

  #join(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }
}

/** Behind the last line break. A CR at the very end may be half of a CRLF. */
function endOfLines(bytes: Buffer, { unit, breaks }: Encoding): number {
  const lineFeed = bytes.lastIndexOf('\n', undefined, breaks);
  if (lineFeed >= 0) return lineFeed + unit;
  const before = bytes.subarray(0, Math.max(0, bytes.length - unit));
  const carriageReturn = before.lastIndexOf('\r', undefined, breaks);
  return carriageReturn < 0 ? 0 : carriageReturn + unit;
}

/** The lines before the first that cannot be decoded. */
function goodLines(bytes: Buffer, encoding: Encoding): string {
  const { unit, breaks } = encoding;
  const lineBreak = bytes.includes('\n', 0, breaks) ? '\n' : '\r';
  let good = 0;
  for (;;) {
    const end = bytes.indexOf(lineBreak, good, breaks);
    const line = bytes.subarray(good, end < 0 ? bytes.length : end + unit);
    if (encoding.decode(line) === undefined) break;
    good += line.length;
  }
  return encoding.decode(bytes.subarray(0, good))!;
}

const breaksIn = (text: string): number => text.split(LINE_BREAK).length - 1;

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);

const notIn = ({ name }: Encoding, line: number) =>
  invalid(
    name === 'Windows-1252'
      ? `Line ${line} is not in ${name}. Save the file as "CSV UTF-8" and import it again without the option encoding.`
      : `Line ${line} is not in ${name}. Save the file as "CSV UTF-8" and import it again, or import it with the option encoding: windows-1252 where an older Windows program wrote it.`,
  );

const isUtf8File = () =>
  invalid('The file is in UTF-8, not in Windows-1252. Import it without the option encoding.');

const tooLong = (line: number) =>
  invalid(
    `Line ${line} is longer than a million characters. Check that the file is a CSV with one contact per line.`,
  );
