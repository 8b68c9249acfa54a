import { addressesIn, addressesOf, recipientsOnTheWay } from '../addresses';
import type { Headers } from '../mime/headers';
import type { Mail } from '../readMail';
import { quotesReply } from '../smtpReply';
import { entriesIn, type Entry } from './entries';
import { membersIn } from './members';
import { serversWords } from './serversWords';

/** Exim and Gmail say it in a field. */
export const FAILED_RECIPIENTS = 'x-failed-recipients';
/** Who reports, rather than who did not get a message. */
const IS_REPORTER = /^(?:mailer-daemon|mail-daemon|postmaster|hostmaster|abuse)@/;
/** Whom to ask, if somebody else is named. */
const IS_HELPER = /^(?:support|helpdesk|help|info|noreply|no-reply)@/;
/** Of the message that came back. */
const SENT_TO = ['to', 'cc', 'x-rcpt-to', 'x-envelope-to'];
/** A mailing list is written to, and writes to others. */
const isOfList = (returned: Headers): boolean => returned.has('list-post');
/** Of the report. */
const PARTIES = ['to', 'from', 'delivered-to', 'x-original-to', 'return-path'];

/** To whom the message went that came back. */
export const recipientsOf = ({ returned }: Mail): string[] =>
  returned && !isOfList(returned) ? addressesOf(returned, SENT_TO) : [];

/** Who did not get our message, as a notice for people tells it. */
export function entriesOf(mail: Mail): Entry[] {
  const sentTo = recipientsOf(mail);
  const parties = addressesOf(mail.headers, PARTIES);
  const isReporter = (address: string): boolean => !sentTo.includes(address) && IS_REPORTER.test(address);
  const isParty = (address: string): boolean =>
    isReporter(address) || (!sentTo.includes(address) && parties.includes(address));
  const isOther = (address: string): boolean =>
    isParty(address) || (!sentTo.includes(address) && IS_HELPER.test(address));
  // The last for who wrote to nobody but itself.
  const named = [isOther, isParty, isReporter].reduce<Entry[]>(
    (found, others) => (found.length > 0 ? found : entriesIn(mail.notice, others)),
    [],
  );
  const words = allWords(mail);
  const failed = addressesOf(mail.headers, [FAILED_RECIPIENTS]);
  if (failed.length > 0) {
    return failed.map((final) => namedAs(final, named) ?? { recipient: final, final, words });
  }
  // A reply for one recipient may stand anywhere.
  const saysMore = named.length === 1 && quotesReply(words) && !quotesReply(named[0]!.words);
  if (named.length > 0) {
    return named.map((entry) => (entry.words === '' || saysMore ? { ...entry, words } : entry));
  }
  const members = membersIn(mail);
  const found = members.length > 0 ? members : somewhere(mail, sentTo, isOther);
  return found.map((recipient) => ({ recipient, final: recipient, words }));
}

/** Nowhere where servers name a recipient: in the text, or where our message went. */
function somewhere(
  { notice, returned }: Mail,
  sentTo: readonly string[],
  isOther: (address: string) => boolean,
): string[] {
  const inText = [...new Set(notice.flatMap(addressesIn))].filter((address) => !isOther(address));
  const named = inText.filter((address) => sentTo.includes(address));
  // Of several, none of whom we wrote to, each may be whom to ask.
  const onlyOne = inText.length === 1 ? inText : [];
  return [...named, ...sentTo, ...onlyOne, ...(returned ? recipientsOnTheWay(returned) : [])].slice(0, 1);
}

/** What the notice says of the recipients of a report, whose fields name them as well. */
export function saidIn(mail: Mail): (final: string | null) => { writtenTo: string | null; words: string } {
  const entries = entriesIn(mail.notice, () => false);
  return (final) => {
    const found = namedAs(final, entries);
    const words = serversWords((found ?? entries[0])?.words || allWords(mail));
    return { writtenTo: found?.recipient ?? null, words };
  };
}

const namedAs = (final: string | null, entries: readonly Entry[]): Entry | undefined =>
  entries.find((entry) => entry.final === final);

/** What the notice says altogether: from its first quoted reply on. */
export function allWords({ notice, subject }: Mail): string {
  const lines = notice.map((line) => line.trim()).filter((line) => line !== '');
  const first = Math.max(0, lines.findIndex(quotesReply));
  return lines.slice(first, first + 10).join(' ') || subject;
}
