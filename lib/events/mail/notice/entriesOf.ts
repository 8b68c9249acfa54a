import { addressesIn, addressesOf } from '../addresses';
import type { Mail } from '../readMail';
import { quotesReply } from '../smtpReply';
import { entriesIn, type Entry } from './entries';
import { serversWords } from './serversWords';

/** Exim and Gmail say it in a field. */
export const FAILED_RECIPIENTS = 'x-failed-recipients';
/** Whom to ask, rather than who did not get a message. */
const IS_ROLE =
  /^(?:mailer-daemon|mail-daemon|postmaster|hostmaster|abuse|support|helpdesk|help|info|noreply|no-reply)@/;
/** Of the message that came back. */
const SENT_TO = ['to', 'cc', 'x-rcpt-to', 'x-envelope-to'];
/** Of the report. */
const PARTIES = ['to', 'from', 'delivered-to', 'x-original-to', 'return-path'];

/** Who did not get our message, as a notice for people tells it. */
export function entriesOf(mail: Mail): Entry[] {
  const sentTo = mail.returned ? addressesOf(mail.returned, SENT_TO) : [];
  const parties = addressesOf(mail.headers, PARTIES);
  const isOther = (address: string): boolean =>
    !sentTo.includes(address) && (parties.includes(address) || IS_ROLE.test(address));
  const others = entriesIn(mail.notice, isOther);
  // Who wrote to nobody but itself.
  const named = others.length > 0 ? others : entriesIn(mail.notice, (address) => IS_ROLE.test(address));
  const words = allWords(mail);
  const failed = addressesOf(mail.headers, [FAILED_RECIPIENTS]);
  if (failed.length > 0) {
    return failed.map(
      (recipient) => named.find((entry) => entry.recipient === recipient) ?? { recipient, words },
    );
  }
  // A reply for one recipient may stand anywhere.
  const saysMore = named.length === 1 && quotesReply(words) && !quotesReply(named[0]!.words);
  if (named.length > 0) {
    return named.map((entry) => (entry.words === '' || saysMore ? { ...entry, words } : entry));
  }
  // Nowhere where servers name them: somewhere in the text, or where our message went.
  const anywhere = mail.notice.flatMap(addressesIn).filter((address) => !isOther(address));
  const recipient = anywhere.find((address) => sentTo.includes(address)) ?? anywhere[0] ?? sentTo[0];
  return recipient === undefined ? [] : [{ recipient, words }];
}

/** What the notice says of a recipient, for a report whose fields do not. */
export function wordsFor(mail: Mail, recipient: string | null): string {
  const entries = entriesIn(mail.notice, () => false);
  const found = entries.find((entry) => entry.recipient === recipient) ?? entries[0];
  return serversWords(found?.words || allWords(mail));
}

/** What the notice says altogether: from its first quoted reply on. */
export function allWords({ notice, subject }: Mail): string {
  const lines = notice.map((line) => line.trim()).filter((line) => line !== '');
  const first = Math.max(0, lines.findIndex(quotesReply));
  return lines.slice(first, first + 10).join(' ') || subject;
}
