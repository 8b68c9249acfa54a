import { encodedWords } from './encodedWords';

/** RFC 5322 section 2.1.1: what a line should not exceed, and what it must not. Without the line break. */
export const MAX_WANTED = 78;
export const MAX_ALLOWED = 998;

/**
 * Text as it may stand in a header: what could start a line of its own is a space. Lone surrogates are left to the
 * encoding, which makes U+FFFD of them.
 */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Whether text can stand in a header without RFC 2047. What looks like an encoded word must be encoded itself. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text) && !text.includes('=?');

export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** A header of free text (RFC 5322's unstructured), with its line break. */
export function textHeader(name: string, text: string): string {
  const value = oneLine(text);
  const label = `${name}: `;
  const folded = isPlain(value) ? foldWords(label + value) : null;
  return `${folded ?? label + encodedWords(value, label.length)}\r\n`;
}

/**
 * Folds at spaces; only at single ones, because not every reader keeps more. A long word has a line of its own.
 * @returns null when a line would still be too long
 */
function foldWords(header: string): string | null {
  if (header.length <= MAX_WANTED) return header;
  const [first = '', ...words] = header.split(/(?<=[^ ]) (?=[^ ])/);
  let folded = '';
  let line = first;
  for (const word of words) {
    if (line.length + 1 + word.length <= MAX_WANTED) {
      line += ` ${word}`;
      continue;
    }
    if (line.length > MAX_ALLOWED) return null;
    folded += `${line}\r\n`;
    line = ` ${word}`;
  }
  return line.length > MAX_ALLOWED ? null : folded + line;
}
