import { addressesOf } from '../addresses';
import { isAutoReply } from '../autoReply';
import { header } from '../mime/headers';
import type { Mail } from '../readMail';
import { quotesServer } from '../smtpReply';
import { FAILED_RECIPIENTS, recipientsOf } from './entriesOf';
import { beginsWithAddress } from './places';
import {
  ANNOUNCES_RECIPIENTS,
  BEGINS_WITH_FAILED,
  CALLS_ITSELF_MAIL_SYSTEM,
  IS_MAIL_SYSTEM,
  IS_SUMMARY,
  IS_SYSTEM_ADDRESS,
  SAYS_DELAYED,
  SAYS_DELIVERED,
  SAYS_FAILED,
  SAYS_GIVEN_UP,
  SAYS_IT_GOES_ON,
} from './wordings';

/** Answers and forwarded mail, by people. */
const IS_ANSWER = /^\s{0,5}(?:re|fwd?|aw|wg|tr|rv)\s?:/i;
/** A notification whose fields for machines got lost. */
const IS_NOTIFICATION = /report-type\s{0,5}=\s{0,5}"?delivery-status/i;

/** Whether a mail is by a mail system, as far as one can tell without what it says: then its text may hold what is for machines. */
export const isBySystem = (mail: Mail): boolean =>
  !isSummary(mail) &&
  !isAnswer(mail) &&
  !isNewsletter(mail) &&
  (isFromMailSystem(mail) ||
    isLikelySystem(mail) ||
    (!hasSender(mail) && saysFailed(mail.subject)) ||
    // Somebody took the headers away, as n8n's IMAP trigger may.
    !mail.headers.has('from'));

/** Whether a mail system tells of a message that was not delivered, in words for people. */
export function isNotice(mail: Mail): boolean {
  if (mail.headers.has(FAILED_RECIPIENTS)) return true;
  if (isSummary(mail) || isAnswer(mail)) return false;
  const tells = saysFailed(mail.subject) || saysFailed(textOf(mail));
  const quotes = quotesServer(ownLines(mail));
  const shows = mail.returned !== null || quotes || announcesRecipient(mail);
  if (isFromMailSystem(mail)) {
    // Somebody may be called Postmaster; a mailing list that passes a report on puts a sender of its own on it.
    const isSure = shows || !hasSender(mail) || hasSystemAddress(mail);
    return isSure && (tells || quotes || saysDelayed(mail));
  }
  // Somebody else: answering machines too write without a sender, people tell of bounces, and parcels are not delivered either.
  const isReport = quotes && BEGINS_WITH_FAILED.test(mail.subject.toLowerCase());
  if ((isAutoReply(mail) && !isReport) || isNewsletter(mail) || isByRecipient(mail)) return false;
  if (!shows) return false;
  return isLikelySystem(mail) ? tells || saysDelayed(mail) : !hasSender(mail) && saysFailed(mail.subject);
}

/** Of a notice: whether what it says can be taken for the words of a mail server. A mailbox that answers knows no such user either. */
export const speaksForServer = (mail: Mail): boolean =>
  mail.headers.has(FAILED_RECIPIENTS) ||
  isFromMailSystem(mail) ||
  saysFailed(mail.subject) ||
  quotesServer(ownLines(mail));

const isLikelySystem = (mail: Mail): boolean =>
  hasNoSender(mail) || CALLS_ITSELF_MAIL_SYSTEM.test(fromOf(mail));

/** Whoever writes is there: a person, or what answers for one. */
function isByRecipient(mail: Mail): boolean {
  const writers = addressesOf(mail.headers, ['from']);
  return recipientsOf(mail).some((address) => writers.includes(address));
}

/** Of a person, also of a postmaster in person. */
const isAnswer = (mail: Mail): boolean =>
  IS_ANSWER.test(mail.subject) && !(isFromMailSystem(mail) && (hasNoSender(mail) || mail.returned !== null));

const isSummary = ({ subject, returned }: Mail): boolean =>
  IS_SUMMARY.test(subject.toLowerCase()) &&
  !BEGINS_WITH_FAILED.test(subject.toLowerCase()) &&
  returned === null;

/** Unless a mailing list passed our message on, and its own fields with it. */
const isNewsletter = ({ headers, returned }: Mail): boolean =>
  headers.has('list-unsubscribe') && returned === null;

/** `could not be delivered to the following recipients:`, and then an address. */
function announcesRecipient(mail: Mail): boolean {
  const notice = ownLines(mail);
  return notice.some((line, n) => {
    const found = ANNOUNCES_RECIPIENTS.exec(line.toLowerCase());
    if (!found) return false;
    const next = notice.slice(n + 1, n + 10).filter((each) => each.trim() !== '');
    return [line.slice(found.index + found[0].length), ...next.slice(0, 3)].some(beginsWithAddress);
  });
}

/** Of a notice: whether it is still being tried. */
export function isDelay(mail: Mail): boolean {
  const text = textOf(mail);
  if (SAYS_GIVEN_UP.test(text)) return false;
  return (
    SAYS_IT_GOES_ON.test(text) || (saysDelayed(mail) && !BEGINS_WITH_FAILED.test(mail.subject.toLowerCase()))
  );
}

/** Of a notice: whether it says that all went well. */
export const isDelivered = (mail: Mail): boolean =>
  (SAYS_DELIVERED.test(mail.subject.toLowerCase()) || SAYS_DELIVERED.test(textOf(mail))) &&
  !BEGINS_WITH_FAILED.test(mail.subject.toLowerCase()) &&
  !SAYS_GIVEN_UP.test(textOf(mail)) &&
  !quotesServer(ownLines(mail));

const textOf = (mail: Mail): string => ownLines(mail).join('\n').toLowerCase();

/** Without what somebody else wrote. Servers show with `>>>` what they said to each other. */
const ownLines = ({ notice }: Mail): string[] => notice.filter((line) => !/^\s{0,5}>(?!>>)/.test(line));

function saysFailed(text: string): boolean {
  const lower = text.toLowerCase();
  return SAYS_FAILED.some((wording) => wording.test(lower));
}

const saysDelayed = (mail: Mail): boolean =>
  [mail.subject.toLowerCase(), textOf(mail)].some(
    (text) => SAYS_DELAYED.test(text) || SAYS_IT_GOES_ON.test(text),
  );

const fromOf = ({ headers }: Mail): string => header(headers, 'from').toLowerCase();

const isFromMailSystem = (mail: Mail): boolean =>
  IS_MAIL_SYSTEM.test(fromOf(mail)) ||
  IS_NOTIFICATION.test(header(mail.headers, 'content-type')) ||
  // qmail
  (mail.headers.get('received') ?? []).some((value) => value.includes('invoked for bounce'));

const hasSystemAddress = ({ headers }: Mail): boolean =>
  addressesOf(headers, ['from']).some((address) => IS_SYSTEM_ADDRESS.test(address));

const returnPathOf = ({ headers }: Mail): string => header(headers, 'return-path').toLowerCase();

/** RFC 5321 section 4.5.5: what must not be answered comes from <>. */
const hasNoSender = (mail: Mail): boolean => /^<\s{0,5}(?:mailer-daemon)?>$/.test(returnPathOf(mail));

/** Somebody who takes answers. Not every mail comes with its return path. */
const hasSender = (mail: Mail): boolean => {
  const sender = returnPathOf(mail);
  return sender.includes('@') && !IS_MAIL_SYSTEM.test(sender);
};
