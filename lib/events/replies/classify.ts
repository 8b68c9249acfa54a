import { type BounceType, plainText, type Reply } from '../../model';
import type { ReplyCategory } from './meanings';
import { type Rule, RULES } from './rules';

/** What a refusal says about the address, and about the pace of its domain. */
export interface Verdict {
  /** Hard only of a 5xx reply. */
  bounceType: BounceType;
  category: ReplyCategory;
  /** The domain wants its messages more slowly. */
  slowsDown: boolean;
}

/** qmail has no other place for its status: "Sorry, no mailbox here by that name. (#5.1.1)" */
const STATUS_OF_QMAIL = /\(#([45]\.\d{1,3}\.\d{1,3})\)/;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/;
/** Before each line of a reply of several: "550-5.1.1 The account", "450-Try again". */
const CODE = /^[245]\d\d(?:-|$)/;

/** @param domain the recipient's */
export function classify(reply: Reply, domain: string): Verdict {
  const status = reply.enhanced ?? STATUS_OF_QMAIL.exec(reply.text)?.[1] ?? '';
  const text = wordsOf(reply.text);
  const holds = (rule: Rule): boolean =>
    (rule.code?.includes(reply.code) ?? true) &&
    (rule.status?.test(status) ?? true) &&
    (rule.domain?.test(domain) ?? true) &&
    (rule.text?.test(text) ?? true);
  const { bounceType, category, slowsDown } = RULES.find(holds)!.means;
  return {
    bounceType: bounceType === 'hard' && reply.code < 500 ? 'soft' : bounceType,
    category,
    // RFC 5321 section 3.8 and RFC 3463 X.7: come back later, and it is about us rather than about a mailbox.
    slowsDown: slowsDown ?? (reply.code === 421 || status.startsWith('4.7.')),
  };
}

/** Without addresses: somebody may be called user-unknown@example.com. */
function wordsOf(text: string): string {
  return plainText(text)
    .toLowerCase()
    .split(/\s/)
    .map((word) => word.replace(CODE, ''))
    .filter((word) => word !== '' && !word.includes('@') && !STATUS.test(word))
    .join(' ');
}
