import { type Program, runProgram } from '../program';
import { MAX_ALLOWED, MAX_WANTED, oneLine, textHeader } from './headerText';
import {
  type Header,
  type HeaderOptions,
  type Recipient,
  sharedHeaders,
  subjectOf,
  unsubscribeHeaders,
} from './headerValues';
import { mailboxHeader } from './mailbox';
import { mailDates } from './mailDate';

/** @returns what makes one message's headers, up to MIME-Version; one character per byte */
export function compileHeaders(subject: Program, options: HeaderOptions): (recipient: Recipient) => string {
  const { from, replyTo } = options;
  const fromHeader = mailboxHeader('From', from);
  const replyToHeader = replyTo === null ? '' : mailboxHeader('Reply-To', { name: '', address: replyTo });
  const subjectProgram = subjectOf(subject, options);
  const dateOf = mailDates();
  const shared = [...sharedHeaders(options), { name: 'MIME-Version', value: '1.0' }]
    .map(({ name, value }) => textHeader(name, value))
    .join('');

  return ({ messageId, to, date, scope }) =>
    fromHeader +
    mailboxHeader('To', to) +
    replyToHeader +
    textHeader('Subject', runProgram(subjectProgram, scope)) +
    header('Date', dateOf(date)) +
    header('Message-ID', messageId) +
    unsubscribeHeaders(options, scope).map(urlHeader).join('') +
    shared;
}

/** A header that is short, and plain once it is on one line. */
const header = (name: string, value: string): string => `${name}: ${oneLine(value)}\r\n`;

/** A URL has a line of its own where it is long. White space between its brackets means nothing (RFC 2369 section 2). */
function urlHeader({ name, value }: Header): string {
  if (name.length + ': '.length + value.length <= MAX_WANTED) return `${name}: ${value}\r\n`;
  const broken = value.length < MAX_ALLOWED ? value : value.replaceAll(/.{900}(?=.)/g, '$&\r\n ');
  return `${name}:\r\n ${broken}\r\n`;
}
