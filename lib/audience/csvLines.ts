import { TextDecoder } from 'node:util';
import { MailtargetError } from '../model';

/** A file without a line break in this many characters is no CSV, and would have to be held in memory whole. */
const MAX_LINE = 1_000_000;
/** Any line break; a CR at the very end may be half of a CRLF. */
const LINE_BREAK = /\r\n|\n|\r(?!$)/;

/**
 * The lines of a text in UTF-8, without their breaks, as many at a time as have arrived.
 * @throws MailtargetError CSV_INVALID where the bytes are not UTF-8, or not lines
 */
export async function* readLines(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let count = 0;
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decode(decoder, chunk, count)).split(LINE_BREAK);
    rest = lines.pop()!;
    if (rest.length > MAX_LINE) throw tooLong(count + lines.length + 1);
    count += lines.length;
    yield lines;
  }
  rest += decode(decoder, undefined, count);
  if (rest) yield [rest.replace(/\r$/, '')];
}

/** @param chunk undefined at the end, where half a character may be left */
function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, linesBefore: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new MailtargetError(
      'CSV_INVALID',
      `After line ${linesBefore} the file is not in UTF-8. Save it as "CSV UTF-8" and import it again: rows that were imported before that line stay as they are.`,
      {},
      { cause: error },
    );
  }
}

const tooLong = (line: number) =>
  new MailtargetError(
    'CSV_INVALID',
    `Line ${line} is longer than a million characters. Check that the file is a CSV with one contact per line.`,
  );
