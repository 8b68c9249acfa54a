import { addressesIn } from '../addresses';
import { failureOf } from '../failure';
import type { MailReport } from '../mailReport';
import { header, type Headers } from '../mime/headers';
import { wordsFor } from '../notice/entriesOf';
import type { Mail } from '../readMail';
import { returnedIn } from '../returned';
import { statusIn } from '../smtpReply';
import { recipientGroups } from './recipientGroups';

/**
 * Reads a delivery status notification (RFC 3464): one failed recipient makes it a bounce, else one delayed a delay.
 * @returns undefined where a mail is none
 */
export function readNotification(mail: Mail): MailReport | undefined {
  const groups = recipientGroups(mail.fields).map((group) => ({ group, fate: fateOf(group) }));
  if (groups.length === 0) return undefined;
  const failed = groups.filter(({ fate }) => fate === 'failed');
  if (failed.length > 0) {
    return {
      kind: 'bounce',
      failures: failed.map(({ group }) => failureIn(group, mail)),
      ...returnedIn(mail),
    };
  }
  return { kind: 'none', why: groups.some(({ fate }) => fate === 'delayed') ? 'delayed' : 'delivered' };
}

/** RFC 3464 section 2.3.3. */
function fateOf(group: Headers): 'failed' | 'delayed' | 'delivered' {
  const action = header(group, 'action').toLowerCase();
  if (/^(?:fail|expired|undeliver|reject|bounce)/.test(action)) return 'failed';
  if (/^(?:delay|defer|retry)/.test(action) || group.has('will-retry-until')) return 'delayed';
  if (/^(?:deliver|relay|expand)/.test(action)) return 'delivered';
  // No action, or one of its own making.
  return header(group, 'status').trim().startsWith('2') ? 'delivered' : 'failed';
}

function failureIn(group: Headers, mail: Mail) {
  const recipient = recipientOf(group);
  return failureOf(
    recipient,
    diagnosticOf(group) || wordsFor(mail, recipient),
    statusIn(header(group, 'status')),
  );
}

/** The address that we wrote to; the final one is where it was forwarded. */
function recipientOf(group: Headers): string | null {
  const [original, final, actual] = ['original-recipient', 'final-recipient', 'x-actual-recipient'].map(
    (name) => addressesIn(header(group, name))[0],
  );
  // RFC 3461 section 4: some pass its encoding on.
  if (original !== undefined && fromXtext(original) === final) return final;
  return original ?? final ?? actual ?? null;
}

const fromXtext = (text: string): string =>
  text
    .replaceAll(/\+([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .toLowerCase();

/** Without its type: `smtp; 550 5.1.1 …`. */
const diagnosticOf = (group: Headers): string =>
  header(group, 'diagnostic-code')
    .replace(/^[a-z0-9-]{1,30}[ \t]{0,5};/i, '')
    .trim();
