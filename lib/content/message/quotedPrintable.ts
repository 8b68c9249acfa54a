import { escapeBytes } from './escapeBytes';
import { oneByte } from './oneByte';

/** RFC 2045 section 6.7 rule 5, without the line break. */
const MAX_LINE = 76;
/** Before a soft line break's `=`. */
const MAX_SOFT_LINE = MAX_LINE - 1;
const SOFT_BREAK = '=\r\n';

/** Most of what fills a hole (tokens, names, numbers): stands as it is, on a line of its own. */
const STANDS_AS_IS = /^(?!\.|From )[ -<>-~]{1,75}$/;

/**
 * Encodes a run of text that begins at column 0, and after which the next one begins at column 0 again: behind a line
 * break of its own, or else behind a soft one. Nothing becomes nothing.
 */
export function encodeRun(text: string): string {
  if (STANDS_AS_IS.test(text)) return text + SOFT_BREAK;
  const { lines, open } = splitLines(text);
  return lines + (open === '' ? '' : wrap(escape(open), MAX_SOFT_LINE) + SOFT_BREAK);
}

/** The same for the run that ends a part. */
export function encodeLastRun(text: string): string {
  const { lines, open } = splitLines(text);
  return lines + encodeLine(open);
}

/** @returns the lines that have their end, encoded, and what follows the last of them, not encoded */
function splitLines(text: string): { lines: string; open: string } {
  const all = text.split(/\r\n|\r|\n/);
  const open = all.pop()!;
  let lines = '';
  for (const line of all) lines += `${encodeLine(line)}\r\n`;
  return { lines, open };
}

/** A relay may strip white space before a line break, so there it is encoded. */
const encodeLine = (line: string): string => wrap(escape(line).replace(/[ \t]$/, escapeBytes), MAX_LINE);

const escape = (line: string): string => oneByte(line.replaceAll(/[^\t -<>-~]+/g, escapeBytes));

/** @param room for what remains on the last line */
function wrap(escaped: string, room: number): string {
  let wrapped = '';
  let at = 0;
  for (;;) {
    const guarded = guardStart(escaped, at);
    const from = at + (guarded === '' ? 0 : 1);
    if (guarded.length + escaped.length - from <= room) return wrapped + guarded + escaped.slice(from);
    at = beforeEscape(escaped, from + MAX_SOFT_LINE - guarded.length);
    wrapped += guarded + escaped.slice(from, at) + SOFT_BREAK;
  }
}

/**
 * A leading dot is doubled by SMTP's DATA but not by BDAT, and a mailbox file puts `>` before a leading "From ".
 * Encoded, both pass everywhere as they were signed.
 */
function guardStart(escaped: string, at: number): string {
  if (escaped[at] === '.') return '=2E';
  return escaped.startsWith('From ', at) ? '=46' : '';
}

/** The nearest place at or before `at` that is not inside an `=XX`. */
function beforeEscape(escaped: string, at: number): number {
  if (escaped[at - 1] === '=') return at - 1;
  return escaped[at - 2] === '=' ? at - 2 : at;
}
