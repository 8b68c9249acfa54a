import { plainText } from '../../model';
import type { ReportedEvent } from '../providers';
import { sesEvents } from '../providers/amazonSes/sesEvents';
import type { Failure, MailReport } from './mailReport';
import type { Mail } from './readMail';
import { replyIn } from './smtpReply';

/** Old mail programs break a line after 990 octets, with a mark. */
const BROKEN_LINE = /!\n /g;
/** What Amazon SNS adds. */
const FOOTER = /\n\s{0,10}--\s{0,5}\n/;
/** The instants in it are not asked for. */
const NOW = 0;

/**
 * Reads what Amazon SNS mails to a subscriber: the record of Amazon SES as it is (JSON), and how to unsubscribe.
 * @returns undefined where a mail is none
 */
export function readSesNotification({ text }: Mail): MailReport | undefined {
  if (!text.startsWith('{')) return undefined;
  const events = sesEvents(text.split(FOOTER, 1)[0]!.replaceAll(BROKEN_LINE, ''), NOW);
  const [first] = events;
  const messageId = first?.messageId ?? null;
  if (first?.type === 'complaint') {
    const { recipient, reason } = first;
    const feedbackType = reason ?? 'abuse';
    return {
      kind: 'complaint',
      recipient,
      feedbackType,
      reason: plainText(`Reported as ${feedbackType} by Amazon SES`),
      messageId,
      returnPaths: [],
    };
  }
  const failures = events.filter(({ type }) => type === 'bounce' || type === 'soft_bounce').map(failureIn);
  return failures.length > 0 ? { kind: 'bounce', failures, messageId, returnPaths: [] } : undefined;
}

function failureIn({ recipient, bounceType, reason }: ReportedEvent): Failure {
  const { enhanced, text } = replyIn((reason ?? '').replace(/^smtp;\s?/i, ''), null);
  return { recipient, bounceType: bounceType ?? 'soft', status: enhanced, reason: text };
}
