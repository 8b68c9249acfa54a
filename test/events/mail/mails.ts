import { readMailReport } from '../../../lib/events/mail';

const BOUNDARY = 'part';

/** What came back. */
export const RETURNED = [
  'Return-Path: <b-1-2@bounce.shop.example>',
  'Received: from shop.example by mx.example; Thu, 1 Jan 2026 00:00:00 +0000',
  'From: Shop <news@shop.example>',
  'To: Ana <ana@example.com>',
  'Subject: News',
  'Message-ID: <1.2@shop.example>',
].join('\n');

export const BY_SERVER = {
  From: 'Mail Delivery System <MAILER-DAEMON@mx.example>',
  To: 'b-1-2@bounce.shop.example',
  Subject: 'Undelivered Mail Returned to Sender',
};

const headerLines = (headers: Record<string, string>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

/** A mail of one part. */
export const textMail = (headers: Record<string, string>, body: string): string =>
  [...headerLines(headers), '', body].join('\n');

/** @param parts each with its type and its content */
export const multipart = (headers: Record<string, string>, parts: readonly [string, string][]): string =>
  textMail({ ...headers, 'Content-Type': `multipart/report; boundary="${BOUNDARY}"` }, partsOf(parts));

const partsOf = (parts: readonly [string, string][]): string =>
  [
    ...parts.map(([type, content]) => `--${BOUNDARY}\nContent-Type: ${type}\n\n${content}\n`),
    `--${BOUNDARY}--`,
  ].join('\n');

/** A status notification (RFC 3464) of what its fields say. */
export const notification = (fields: string, type = 'message/delivery-status'): string =>
  multipart(BY_SERVER, [
    ['text/plain', 'Your message could not be delivered.'],
    [type, `Reporting-MTA: dns; mx.example\n\n${fields}`],
    ['message/rfc822', `${RETURNED}\n\nHello`],
  ]);

/** What a server writes for people alone. */
export const notice = (text: string, headers: Record<string, string> = {}): string =>
  textMail({ ...BY_SERVER, ...headers }, text);

export const read = (mail: string) => readMailReport(Buffer.from(mail));

/** The failures of a bounce. */
export function failuresIn(mail: string) {
  const report = read(mail);
  if (report.kind !== 'bounce') throw new Error(`This is no bounce, but ${JSON.stringify(report)}.`);
  return report.failures;
}
