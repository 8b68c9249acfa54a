import { plainText } from '../../model';
import { addressesOf, recipientsOnTheWay } from './addresses';
import type { MailReport } from './mailReport';
import { byName, header } from './mime/headers';
import { IS_ABUSE_REPORT } from './notice/wordings';
import type { Mail } from './readMail';
import { returnedIn } from './returned';

/** No complaint of a reader: the contrary (RFC 6430), and what tells of signatures (RFC 6591). */
const NO_COMPLAINT = ['not-spam', 'auth-failure'];
const TYPE = /^[a-z0-9_-]{1,40}/;
/** Where Outlook.com (JMRP) says who complained. */
const OUTLOOK_RECIPIENT = 'x-hmxmroriginalrecipient';
/** RFC 5965 section 2, whose fields got lost. */
const IS_FEEDBACK = /report-type\s{0,5}=\s{0,5}"?feedback-report/i;
const SENT_TO = ['to', 'x-apparently-to', 'delivered-to', 'x-original-to', 'envelope-to'];

/**
 * Reads a report that somebody called our message spam: RFC 5965, and what Outlook.com writes.
 * @returns undefined where a mail is none
 */
export function readComplaint(mail: Mail): MailReport | undefined {
  const said = byName(mail.fields.flat());
  const declared = header(said, 'feedback-type').toLowerCase();
  const feedbackType = TYPE.exec(declared)?.[0] ?? undeclaredType(mail);
  if (feedbackType === '') return undefined;
  if (NO_COMPLAINT.includes(feedbackType)) return { kind: 'none', why: 'not a report' };
  const returned = mail.returned ?? new Map<string, string[]>();
  const candidates = [
    ...addressesOf(said, ['original-rcpt-to', 'removal-recipient', 'final-recipient', 'original-recipient']),
    ...addressesOf(returned, [OUTLOOK_RECIPIENT]),
    ...addressesOf(mail.headers, [OUTLOOK_RECIPIENT]),
    ...addressesOf(returned, SENT_TO),
    ...recipientsOnTheWay(returned),
  ];
  const by = header(said, 'user-agent') || header(said, 'reporting-mta') || header(mail.headers, 'from');
  return {
    kind: 'complaint',
    ...returnedIn(mail),
    recipient: candidates[0] ?? null,
    feedbackType,
    reason: plainText(`Reported as ${feedbackType} by ${by}`),
  };
}

function undeclaredType({ headers, returned, subject, notice }: Mail): string {
  const isComplaint =
    IS_FEEDBACK.test(header(headers, 'content-type')) ||
    headers.has(OUTLOOK_RECIPIENT) ||
    returned?.has(OUTLOOK_RECIPIENT) ||
    /^complaint about message from/i.test(subject) ||
    // What a person asks about such a report brings no message.
    (returned !== null && IS_ABUSE_REPORT.test(notice.slice(0, 5).join(' ').toLowerCase()));
  return isComplaint ? 'abuse' : '';
}
