import { isAutoReply } from '../autoReply';
import { header } from '../mime/headers';
import type { Mail } from '../readMail';
import { quotesReply } from '../smtpReply';
import { FAILED_RECIPIENTS } from './entriesOf';
import {
  BEGINS_WITH_FAILED,
  IS_MAIL_SYSTEM,
  SAYS_DELAYED,
  SAYS_DELIVERED,
  SAYS_FAILED,
  SAYS_GIVEN_UP,
} from './wordings';

/** Answers and forwarded mail, by people. */
const IS_ANSWER = /^\s{0,5}(?:re|fwd?|aw|wg|tr|rv)\s?:/i;

/** Whether a mail system tells of a message that was not delivered, in words for people. */
export function isNotice(mail: Mail): boolean {
  if (mail.headers.has(FAILED_RECIPIENTS)) return true;
  const text = textOf(mail);
  if (isFromMailSystem(mail)) return saysFailed(mail.subject) || saysFailed(text) || saysDelayed(mail);
  // Somebody else: answering machines too write without a sender, and people tell of bounces.
  const quotes = mail.returned !== null || quotesReply(text);
  const isAnswer = isAutoReply(mail) || IS_ANSWER.test(mail.subject);
  return !isAnswer && quotes && (saysFailed(mail.subject) || (hasNoSender(mail) && saysFailed(text)));
}

/** Of a notice: whether it is still being tried. */
export const isDelay = (mail: Mail): boolean =>
  saysDelayed(mail) &&
  !BEGINS_WITH_FAILED.test(mail.subject.toLowerCase()) &&
  !SAYS_GIVEN_UP.test(textOf(mail));

/** Of a notice: whether it says that all went well. */
export const isDelivered = (mail: Mail): boolean =>
  (SAYS_DELIVERED.test(mail.subject.toLowerCase()) || SAYS_DELIVERED.test(textOf(mail))) &&
  !BEGINS_WITH_FAILED.test(mail.subject.toLowerCase()) &&
  !SAYS_GIVEN_UP.test(textOf(mail)) &&
  !quotesReply(textOf(mail));

const textOf = ({ notice }: Mail): string => notice.join('\n').toLowerCase();

function saysFailed(text: string): boolean {
  const lower = text.toLowerCase();
  return SAYS_FAILED.some((wording) => wording.test(lower));
}

const saysDelayed = (mail: Mail): boolean =>
  SAYS_DELAYED.test(mail.subject.toLowerCase()) || SAYS_DELAYED.test(textOf(mail));

const isFromMailSystem = ({ headers }: Mail): boolean =>
  IS_MAIL_SYSTEM.test(header(headers, 'from').toLowerCase()) ||
  // qmail
  (headers.get('received') ?? []).some((value) => value.includes('invoked for bounce'));

/** RFC 5321 section 4.5.5: what must not be answered comes from <>. */
const hasNoSender = ({ headers }: Mail): boolean =>
  /^<\s{0,5}(?:mailer-daemon)?>$/i.test(header(headers, 'return-path'));
