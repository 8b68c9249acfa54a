import { escapeBytes } from './escapeBytes';

/** RFC 2047 section 2: what an encoded word, and a line with one, must not exceed. */
const MAX_WORD = 75;
const MAX_LINE = 76;
const AROUND_PAYLOAD = '=?utf-8?Q??='.length;

/** In the Q encoding, what stands for itself wherever an encoded word may be (section 5 rule 3); a space is `_`. */
const Q_OF_ASCII = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (char === ' ') return '_';
  return /[A-Za-z0-9!*+/-]/.test(char) ? char : escapeBytes(char);
});

/**
 * Text as RFC 2047's encoded words, folded; in the shorter of the encodings Q and B. No word splits a code point.
 * @param column where the first word will stand
 */
export function encodedWords(text: string, column: number): string {
  const chars = Array.from(text);
  const inQ = chars.map((char) => Q_OF_ASCII[char.charCodeAt(0)] ?? escapeBytes(char));
  const room = [MAX_LINE - column, MAX_LINE - 1].map((line) => Math.min(MAX_WORD, line) - AROUND_PAYLOAD);
  const widthInQ = inQ.reduce((sum, { length }) => sum + length, 0);
  const words =
    widthInQ <= widthInB(Buffer.byteLength(text))
      ? pack(inQ, ({ length }) => length, room).map((payload) => `=?utf-8?Q?${payload}?=`)
      : pack(chars, (char) => Buffer.byteLength(char), room.map(bytesInB)).map(
          (word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`,
        );
  return words.join('\r\n ');
}

/** Puts as many as fit together: those that come first into `room[0]`, the others each into `room[1]`. */
function pack(
  pieces: readonly string[],
  sizeOf: (piece: string) => number,
  room: readonly number[],
): string[] {
  const packed: string[] = [];
  let word = '';
  let left = room[0]!;
  for (const piece of pieces) {
    const size = sizeOf(piece);
    if (size > left) {
      packed.push(word);
      word = '';
      left = room[1]!;
    }
    word += piece;
    left -= size;
  }
  return [...packed, word];
}

const widthInB = (bytes: number): number => 4 * Math.ceil(bytes / 3);
const bytesInB = (width: number): number => 3 * Math.floor(width / 4);
