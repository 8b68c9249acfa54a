import { isAutoReply } from './autoReply';
import { readComplaint } from './complaint';
import { readNotification } from './dsn/readNotification';
import type { MailReport } from './mailReport';
import { textOfOctets } from './mime/octets';
import { isBySystem } from './notice/isNotice';
import { readNotice } from './notice/readNotice';
import { type Mail, readMail } from './readMail';
import { readSesNotification } from './sesNotification';

/** What stands behind these is not looked at: a report says it earlier. */
const MAX_OCTETS = 10 * 1024 * 1024;
/** A report within a mail within a mail. */
const MAX_FORWARDS = 3;
const MAX_FORWARDED = 5;

/**
 * Reads what came to the bounce mailbox (RFC 5322): status notifications (RFC 3464), what mail servers write for people, complaints
 * (RFC 5965), answering machines (RFC 3834). Whatever the octets are, this returns a report; of more than 10 MB it reads the beginning.
 * Nothing in it is verified: anybody may have written it.
 */
export function readMailReport(raw: Uint8Array): MailReport {
  const mail = readMail(textOfOctets(raw.subarray(0, MAX_OCTETS)));
  return (
    readForMachines(mail, MAX_FORWARDS) ??
    readNotice(mail) ?? { kind: 'none', why: isAutoReply(mail) ? 'auto-reply' : 'not a report' }
  );
}

/** What keeps to a standard, also within what a gateway or a person wrote about it. */
function readForMachines(mail: Mail, forwards: number): MailReport | undefined {
  // A person and a newsletter too may show what a report looks like.
  const told = isBySystem(mail) ? { ...mail, fields: [...mail.fields, ...mail.fieldsInText] } : mail;
  const report = readComplaint(told) ?? readSesNotification(told) ?? readNotification(told);
  if (report || forwards === 0) return report;
  return mail.messages
    .slice(0, MAX_FORWARDED)
    .map((message) => readForMachines(readMail(message), forwards - 1))
    .find((forwarded) => forwarded !== undefined);
}
