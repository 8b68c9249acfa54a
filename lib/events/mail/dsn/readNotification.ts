import { addressesIn } from '../addresses';
import { failureOf, oncePerRecipient } from '../failure';
import type { MailReport } from '../mailReport';
import { header, type Headers } from '../mime/headers';
import { saidIn } from '../notice/entriesOf';
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
    const saidOf = saidIn(mail);
    return {
      kind: 'bounce',
      failures: oncePerRecipient(failed.map(({ group }) => failureIn(group, saidOf))),
      ...returnedIn(mail),
    };
  }
  const has = (some: Fate): boolean => groups.some(({ fate }) => fate === some);
  return { kind: 'none', why: has('held') ? 'auto-reply' : has('delayed') ? 'delayed' : 'delivered' };
}

type Fate = 'failed' | 'delayed' | 'delivered' | 'held';

/** Boxbe: it holds a message until its sender says who he is, and calls that failed. */
const ASKS_THE_SENDER = /^x-boxbe-notice/i;

/** RFC 3464 section 2.3.3. */
function fateOf(group: Headers): Fate {
  if (ASKS_THE_SENDER.test(header(group, 'diagnostic-code'))) return 'held';
  const action = header(group, 'action').toLowerCase();
  if (/^(?:fail|expired|undeliver|reject|bounce)/.test(action)) return 'failed';
  if (/^(?:delay|defer|retry)/.test(action) || group.has('will-retry-until')) return 'delayed';
  if (/^(?:deliver|relay|expand)/.test(action)) return 'delivered';
  // No action, or one of its own making.
  return header(group, 'status').trim().startsWith('2') ? 'delivered' : 'failed';
}

function failureIn(group: Headers, saidOf: ReturnType<typeof saidIn>) {
  const [original, final] = recipientsOf(group);
  const said = saidOf(final);
  // The address that we wrote to; the final one is where it was forwarded.
  const recipient = original ?? said.writtenTo ?? final;
  return failureOf(recipient, diagnosticOf(group) || said.words, statusIn(header(group, 'status')));
}

function recipientsOf(group: Headers): [original: string | null, final: string | null] {
  const [original, final, actual] = ['original-recipient', 'final-recipient', 'x-actual-recipient'].map(
    (name) => addressesIn(header(group, name))[0] ?? null,
  );
  // RFC 3461 section 4: some pass its encoding on.
  const isFinal = original !== null && fromXtext(original!) === final;
  return [isFinal ? null : original!, final ?? actual!];
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
