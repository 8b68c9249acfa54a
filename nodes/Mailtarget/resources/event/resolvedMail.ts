/**
 * Email Trigger (IMAP) puts a mail out in pieces when its Format is Resolved: header lines by their names, the text of all parts together,
 * and every other part as a binary field. A mail of the same meaning is made of them here.
 */
export interface ReadablePart {
  type: string;
  content: Buffer;
}

/** Reports and returned messages; pictures and the like tell nothing. */
export const isReadable = (mimeType: string): boolean => /^(?:message|text)\//i.test(mimeType);

/** Its lines; none where these are no headers of a mail. An item of a Webhook node has headers too, without their names in them. */
export function resolvedHeaders(headers: unknown): string[] {
  if (typeof headers !== 'object' || headers === null) return [];
  return Object.entries(headers)
    .filter(([name, line]) => typeof line === 'string' && line.toLowerCase().startsWith(`${name}:`))
    .map(([, line]) => line as string);
}

/** In no line of base64. */
const BOUNDARY = '=_part';

export function rebuildMail(
  headers: readonly string[],
  text: string,
  parts: readonly ReadablePart[],
): Buffer {
  const all = [{ type: 'text/plain; charset=utf-8', content: Buffer.from(text) }, ...parts];
  const lines = [
    ...headers.filter((line) => !/^(?:content-|mime-version:)/i.test(line)),
    contentType(headers),
    '',
    ...all.flatMap(({ type, content }) => [
      `--${BOUNDARY}`,
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64').replace(/.{76}/g, '$&\r\n'),
    ]),
    `--${BOUNDARY}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** Its own, where it is one of parts: a report says there what it reports. */
function contentType(headers: readonly string[]): string {
  const own =
    headers.find((line) => /^content-type:\s*multipart\//i.test(line)) ?? 'Content-Type: multipart/mixed';
  return `${own.replace(/;\s*boundary\s*=\s*(?:"[^"]*"|[^;\s]*)/i, '')}; boundary="${BOUNDARY}"`;
}
