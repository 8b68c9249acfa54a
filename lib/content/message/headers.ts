import { type Program, runProgram, type Scope } from '../program';
import { MAX_ALLOWED, MAX_WANTED, oneLine, textHeader } from './headerText';
import { type Mailbox, mailboxHeader } from './mailbox';
import { mailDates } from './mailDate';

interface SharedHeaders {
  from: Mailbox;
  replyTo: string | null;
  /** Marks the message as a test. */
  test?: boolean;
}

/** What a campaign's messages have besides. */
interface CampaignHeaders extends SharedHeaders {
  /** A domain name under which lists of this sender are told apart, e.g. `campaigns.example.com` (RFC 2919). */
  listId: string;
  /** Names the campaign in the reports of Gmail's feedback loop. */
  feedbackId: string;
  /** The unsubscribe URL is https and takes a POST (RFC 8058). */
  oneClick: boolean;
}

/** Of a message that somebody brought about for one person: it is no list's, and there is nothing to leave. */
interface SingleHeaders extends SharedHeaders {
  listId: null;
}

/** The headers that do not depend on the recipient. */
export type HeaderOptions = CampaignHeaders | SingleHeaders;

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
export function compileHeaders(subject: Program, options: HeaderOptions): (recipient: Recipient) => string {
  const { from, replyTo, test = false } = options;
  const fromHeader = mailboxHeader('From', from);
  const replyToHeader = replyTo === null ? '' : mailboxHeader('Reply-To', { name: '', address: replyTo });
  const subjectProgram = test ? ['[Test] ', ...subject] : subject;
  const dateOf = mailDates();
  const isCampaign = options.listId !== null;
  const fixed = [
    isCampaign ? campaignHeaders(options) : header('Auto-Submitted', 'auto-generated'), // RFC 3834 section 5
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
    (isCampaign ? urlHeader('List-Unsubscribe', scope.unsubscribeUrl) : '') +
    fixed;
}

const campaignHeaders = ({ listId, feedbackId, oneClick }: CampaignHeaders): string =>
  [
    oneClick ? header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click') : '',
    header('List-Id', `<${listId}>`),
    textHeader('Feedback-ID', feedbackId),
    header('Precedence', 'bulk'),
  ].join('');

/** A header that is short, and plain once it is on one line. */
const header = (name: string, value: string): string => `${name}: ${oneLine(value)}\r\n`;

/** A URL has a line of its own where it is long. White space between its brackets means nothing (RFC 2369 section 2). */
function urlHeader(name: string, url: string): string {
  const value = `<${oneLine(url)}>`;
  if (name.length + ': '.length + value.length <= MAX_WANTED) return `${name}: ${value}\r\n`;
  const broken = value.length < MAX_ALLOWED ? value : value.replaceAll(/.{900}(?=.)/g, '$&\r\n ');
  return `${name}:\r\n ${broken}\r\n`;
}
