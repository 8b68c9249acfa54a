import { failureOf, oncePerRecipient } from '../failure';
import type { Failure, MailReport } from '../mailReport';
import type { Mail } from '../readMail';
import { returnedIn } from '../returned';
import { allWords, entriesOf } from './entriesOf';
import { isDelay, isDelivered, isNotice, speaksForServer } from './isNotice';
import { serversWords } from './serversWords';

/**
 * Reads what a mail system wrote for people alone.
 * @returns undefined where a mail is none of a mail system
 */
export function readNotice(mail: Mail): MailReport | undefined {
  if (!isNotice(mail)) return undefined;
  if (isDelay(mail)) return { kind: 'none', why: 'delayed' };
  if (isDelivered(mail)) return { kind: 'none', why: 'delivered' };
  const entries = entriesOf(mail);
  const failures = entries.map(({ recipient, words }) => failureOf(recipient, serversWords(words)));
  if (failures.length === 0) failures.push(failureOf(null, serversWords(allWords(mail))));
  const known = speaksForServer(mail) ? failures : failures.map(notForGood);
  return { kind: 'bounce', failures: oncePerRecipient(known), ...returnedIn(mail) };
}

const notForGood = (failure: Failure): Failure =>
  failure.bounceType === 'hard' ? { ...failure, bounceType: 'soft' } : failure;
