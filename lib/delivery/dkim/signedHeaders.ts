/**
 * What a receiver shows or acts on (RFC 6376 section 5.4.1; RFC 8058 section 4 for the two of unsubscribing). `from` is named once more
 * than it is there, so that nobody can add a second one (RFC 6376 section 8.15).
 */
const SIGNED = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'mime-version',
  'content-type',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'feedback-id',
];

/** @param headers one character per byte, without the empty line */
export function signedHeaders(headers: string): { names: string[]; canonical: string } {
  const present = new Map<string, string>();
  for (const field of headers.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    // Of several the last: that is where a verifier begins.
    if (colon > 0) present.set(field.slice(0, colon).trimEnd().toLowerCase(), field);
  }
  const names = SIGNED.filter((name) => present.has(name));
  return {
    names: ['from', ...names],
    canonical: names.map((name) => `${relaxedHeader(present.get(name)!)}\r\n`).join(''),
  };
}

/** RFC 6376 section 3.4.2. Only spaces and tabs are white space: a byte of UTF-8 may look like another kind of it. */
export function relaxedHeader(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).trimEnd().toLowerCase();
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]{2,}|\t/g, ' ')
    .replaceAll(/^ | $/g, '');
  return `${name}:${value}`;
}
