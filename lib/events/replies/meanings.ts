import type { BounceType } from '../../model';

export type ReplyCategory =
  | 'mailbox'
  | 'domain'
  | 'full'
  | 'greylisted'
  | 'rate'
  | 'policy'
  | 'reputation'
  | 'content'
  | 'size'
  | 'protocol'
  | 'unknown';

export interface Meaning {
  /** Of a 5xx reply; a 4xx one is never hard. */
  bounceType: BounceType;
  category: ReplyCategory;
  /** Whether the domain wants its messages more slowly. Absent: by the codes of the reply. */
  slowsDown?: boolean;
}

export const BAD_MAILBOX: Meaning = { bounceType: 'hard', category: 'mailbox' };
export const BAD_DOMAIN: Meaning = { bounceType: 'hard', category: 'domain' };
/** Something about the mailbox, and not clear enough to give it up. */
export const DOUBTFUL_MAILBOX: Meaning = { bounceType: 'soft', category: 'mailbox' };
/** Also with a 5xx: people clear up. */
export const FULL: Meaning = { bounceType: 'soft', category: 'full' };
/** Whoever comes again later is let in, however fast. */
export const GREYLISTED: Meaning = { bounceType: 'soft', category: 'greylisted', slowsDown: false };
export const TOO_FAST: Meaning = { bounceType: 'soft', category: 'rate', slowsDown: true };
/** For one mailbox or one connection: slowing the whole domain down would not help. */
export const TOO_MUCH_FOR_ONE: Meaning = { bounceType: 'soft', category: 'rate', slowsDown: false };
export const POLICY: Meaning = { bounceType: 'block', category: 'policy' };
export const REPUTATION: Meaning = { bounceType: 'block', category: 'reputation' };
/** The provider holds back what comes from us, and counts how much that is. */
export const UNWELCOME: Meaning = { ...REPUTATION, slowsDown: true };
export const CONTENT: Meaning = { bounceType: 'block', category: 'content' };
export const TOO_LARGE: Meaning = { bounceType: 'block', category: 'size' };
export const PROTOCOL: Meaning = { bounceType: 'block', category: 'protocol' };
export const UNKNOWN: Meaning = { bounceType: 'soft', category: 'unknown' };
