import { header } from './mime/headers';
import { IS_AUTO_REPLY_SUBJECT } from './notice/wordings';
import type { Mail } from './readMail';

/** Fields that answering machines add. */
const ADDED_BY_ANSWERERS = [
  'x-autoreply',
  'x-auto-reply',
  'x-autoreply-from',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-responded',
  'x-mail-autoreply',
  'x-auto-response-suppress',
  'x-ms-exchange-inbox-rules-loop',
  'x-vacation',
  'x-away',
];

/** Whether a mail answers by itself (RFC 3834). Reports of mail servers may say so too: they have been told apart before. */
export function isAutoReply({ headers, subject }: Mail): boolean {
  const submitted = header(headers, 'auto-submitted').toLowerCase();
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    ADDED_BY_ANSWERERS.some((name) => headers.has(name)) ||
    /^(?:auto|junk)/i.test(header(headers, 'precedence')) ||
    /vacation/i.test(header(headers, 'x-apple-action')) ||
    // A receipt (RFC 8098): delivered, read or deleted.
    /disposition-notification/i.test(header(headers, 'content-type')) ||
    IS_AUTO_REPLY_SUBJECT.some((wording) => wording.test(subject.toLowerCase()))
  );
}
