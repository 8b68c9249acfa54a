import type { Attachment } from '../../model';
import type { Hole, Program } from '../program';
import { fileNameParameters } from './fileName';
import { encodeLastRun, encodeRun } from './quotedPrintable';

/** Bytes of a message, one character each, and the holes between. */
export type EncodedProgram = readonly (string | Hole)[];

const BASE64_LINE = 76;

/** A text part: its headers and its encoded body. */
export function textPart(subtype: 'plain' | 'html', program: Program): EncodedProgram {
  const type = `Content-Type: text/${subtype}; charset=utf-8\r\n`;
  if (program.some((segment) => typeof segment !== 'string')) {
    return [type + transferEncoding('quoted-printable'), ...encodeSegments(program)];
  }
  const text = program.join('');
  const printable = encodeLastRun(text);
  const base64 = base64Lines(Buffer.from(text.replaceAll(/\r\n|\r|\n/g, '\r\n')).toString('base64'));
  return printable.length <= base64.length
    ? [type + transferEncoding('quoted-printable') + printable]
    : [type + transferEncoding('base64') + base64];
}

/** Runs of literals are encoded as one. */
function encodeSegments(program: Program): EncodedProgram {
  const encoded: (string | Hole)[] = [];
  let run = '';
  for (const segment of program) {
    if (typeof segment === 'string') {
      run += segment;
    } else {
      encoded.push(encodeRun(run), segment);
      run = '';
    }
  }
  // After a hole there may be a soft break, and an encoded text must not end in one: a line break follows.
  return [...encoded, run === '' ? '\r\n' : encodeLastRun(run)];
}

/** Whether the HTML shows an attachment. */
export const isShownIn =
  (contentIds: ReadonlySet<string>) =>
  ({ contentId }: Attachment): boolean =>
    contentId !== undefined && contentIds.has(contentId);

/** The type under which an attachment travels. RFC 2046 sections 5.1 and 5.2.1: base64 is not allowed in the others. */
export const typeOfFile = ({ contentType }: Attachment): string =>
  /^(multipart|message)\//i.test(contentType) ? 'application/octet-stream' : contentType;

/** An attachment's headers and its body. */
export function attachmentPart(attachment: Attachment, disposition: 'inline' | 'attachment'): string {
  const { filename, contentId, content } = attachment;
  return [
    `Content-Type: ${typeOfFile(attachment)}\r\n`,
    contentId === undefined ? '' : `Content-ID: <${contentId}>\r\n`,
    `Content-Disposition: ${disposition}${fileNameParameters(filename)}\r\n`,
    transferEncoding('base64'),
    base64Lines(content),
  ].join('');
}

/** The last header of a part, and the empty line. */
const transferEncoding = (encoding: string): string => `Content-Transfer-Encoding: ${encoding}\r\n\r\n`;

function base64Lines(base64: string): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += BASE64_LINE) lines.push(base64.slice(at, at + BASE64_LINE));
  return lines.join('\r\n');
}
