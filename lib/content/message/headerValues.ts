import type { Program, Scope } from '../program';
import { oneLine } from './headerText';
import type { Mailbox } from './mailbox';

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

/** On one line, not encoded. */
export interface Header {
  name: string;
  value: string;
}

/** The subject as the receiver reads it. */
export const subjectOf = (subject: Program, { test = false }: HeaderOptions): Program =>
  test ? ['[Test] ', ...subject] : subject;

/** Where the receiver leaves the list; nothing where there is none. */
export const unsubscribeHeaders = ({ listId }: HeaderOptions, { unsubscribeUrl }: Scope): Header[] =>
  listId === null ? [] : [{ name: 'List-Unsubscribe', value: `<${oneLine(unsubscribeUrl)}>` }];

/** The same for everybody, beside who it is from and where answers go. */
export const sharedHeaders = (options: HeaderOptions): Header[] => [
  ...(options.listId === null
    ? [{ name: 'Auto-Submitted', value: 'auto-generated' }] // RFC 3834 section 5
    : campaignHeaders(options)),
  { name: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
  ...(options.test ? [{ name: 'X-Mailtarget-Test', value: 'yes' }] : []),
];

const campaignHeaders = ({ listId, feedbackId, oneClick }: CampaignHeaders): Header[] => [
  ...(oneClick ? [{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
  { name: 'List-Id', value: `<${listId}>` },
  { name: 'Feedback-ID', value: oneLine(feedbackId) },
  { name: 'Precedence', value: 'bulk' },
];
