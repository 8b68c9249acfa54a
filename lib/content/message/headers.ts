import { type Program, runProgram, type Scope } from '../program';
import { MAX_ALLOWED, MAX_WANTED, oneLine, textHeader } from './headerText';
import { type Mailbox, mailboxHeader } from './mailbox';
import { mailDates } from './mailDate';

/** The headers that a campaign's messages share. */
export interface HeaderOptions {
  from: Mailbox;
  replyTo: string | null;
  /** A domain name under which lists of this sender are told apart, e.g. `campaigns.example.com` (RFC 2919). */
  listId: string;
  /** Names the campaign in the reports of Gmail's feedback loop. */
  feedbackId: string;
  /** The unsubscribe URL is https and takes a POST (RFC 8058). */
  oneClick: boolean;
  /** Marks the message as a test. */
  test?: boolean;
}

/** One recipient's. */
export interface Recipient {
  /** With its angle brackets. */
  messageId: string;
  to: Mailbox;
  /** Milliseconds. */
  date: number;
  scope: Scope;
}

/** @returns what makes one message's headers, up to MIME-Version; one character per byte */
export function compileHeaders(
  subject: Program,
  { from, replyTo, listId, feedbackId, oneClick, test = false }: HeaderOptions,
): (recipient: Recipient) => string {
  const fromHeader = mailboxHeader('From', from);
  const replyToHeader = replyTo === null ? '' : mailboxHeader('Reply-To', { name: '', address: replyTo });
  const subjectProgram = test ? ['[Test] ', ...subject] : subject;
  const dateOf = mailDates();
  const fixed = [
    oneClick ? header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click') : '',
    header('List-Id', `<${listId}>`),
    textHeader('Feedback-ID', feedbackId),
    header('Precedence', 'bulk'),
    header('X-Auto-Response-Suppress', 'OOF, AutoReply'),
    test ? header('X-Mailtarget-Test', 'yes') : '',
    header('MIME-Version', '1.0'),
  ].join('');

  return ({ messageId, to, date, scope }) =>
    fromHeader +
    mailboxHeader('To', to) +
    replyToHeader +
    textHeader('Subject', runProgram(subjectProgram, scope)) +
    header('Date', dateOf(date)) +
    header('Message-ID', messageId) +
    urlHeader('List-Unsubscribe', scope.unsubscribeUrl) +
    fixed;
}

/** A header that is short, and plain once it is on one line. */
const header = (name: string, value: string): string => `${name}: ${oneLine(value)}\r\n`;

/** A URL has a line of its own where it is long. White space between its brackets means nothing (RFC 2369 section 2). */
function urlHeader(name: string, url: string): string {
  const value = `<${oneLine(url)}>`;
  if (name.length + ': '.length + value.length <= MAX_WANTED) return `${name}: ${value}\r\n`;
  const broken = value.length < MAX_ALLOWED ? value : value.replaceAll(/.{900}(?=.)/g, '$&\r\n ');
  return `${name}:\r\n ${broken}\r\n`;
}
