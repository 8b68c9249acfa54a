import { plainText, type Reply } from '../../model';

/** RFC 5321 section 4.5.3.1.5 allows 512; servers with long stories exceed it. */
const MAX_LINE = 4096;
const MAX_LINES = 100;
const ENDLESS = 'A reply of the server has no end';

const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;
/** RFC 3463 section 2, behind the code as RFC 2034 puts it. */
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)/;

/**
 * Reads what a server sends, in chunks as they come.
 * @param receive called with each reply once it is complete
 * @returns takes a chunk, and tells whether a reply has begun and not ended. Throws on what is no reply: then nothing more of that
 *          connection can be understood
 */
export function replyReader(receive: (reply: Reply) => void): (chunk: Buffer) => boolean {
  let rest = '';
  let lines: string[] = [];
  let code = '';
  return (chunk) => {
    // One character per byte: a character of UTF-8 may be cut in two by the end of the chunk.
    const received = (rest + chunk.toString('latin1')).split('\n');
    rest = received.pop()!;
    for (const line of received) {
      const [, lineCode, separator, text = ''] = match(line);
      if (lines.length > 0 && lineCode !== code) throw new Error('A reply of the server has two codes');
      code = lineCode!;
      if (lines.push(text) > MAX_LINES) throw new Error(ENDLESS);
      if (separator === '-') continue;
      receive(replyOf(code, lines));
      lines = [];
    }
    if (rest.length > MAX_LINE) throw new Error(ENDLESS);
    return rest !== '' || lines.length > 0;
  };
}

function match(line: string): RegExpExecArray {
  const found = line.length <= MAX_LINE ? LINE.exec(line.endsWith('\r') ? line.slice(0, -1) : line) : null;
  if (!found) throw new Error(`The server says what is no SMTP: ${plainText(line).slice(0, 100)}`);
  return found;
}

/** Both codes may stand on each line; said once, they do not cut the sentence in pieces. */
function replyOf(code: string, lines: readonly string[]): Reply {
  const enhanced = ENHANCED.exec(lines[0]!)?.[1] ?? null;
  const texts = lines.map((line) => line.replace(ENHANCED, '').trim());
  const text = [code, enhanced, ...texts].filter(Boolean).join(' ');
  return { code: Number(code), enhanced, text: plainText(inUtf8(text)) };
}

/** Servers that say more than ASCII mostly say it in UTF-8. */
function inUtf8(latin1: string): string {
  const utf8 = Buffer.from(latin1, 'latin1').toString('utf8');
  return utf8.includes('\ufffd') ? latin1 : utf8;
}
