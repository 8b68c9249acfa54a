import type { BounceType } from '../../model';

/** One recipient who did not get our message. */
export interface Failure {
  /** Normalized. Null where the report names nobody. */
  recipient: string | null;
  bounceType: BounceType;
  /** RFC 3463: `5.1.1`. */
  status: string | null;
  /** The words of the server, on one line, at most 500 characters. */
  reason: string;
}

/** Of the message that came back. */
export interface Returned {
  /** Without its angle brackets. */
  messageId: string | null;
  /** Addresses that may be a return path of ours; nobody has checked their signature yet. */
  returnPaths: string[];
}

export type Bounce = Returned & { kind: 'bounce'; failures: Failure[] };
export type Complaint = Returned & {
  kind: 'complaint';
  recipient: string | null;
  /** RFC 5965 section 3.1: `abuse`, `opt-out`. */
  feedbackType: string;
  reason: string;
};
export interface NoReport {
  kind: 'none';
  why: 'auto-reply' | 'delayed' | 'delivered' | 'not a report';
}

/** What a mail that came to the bounce mailbox reports. */
export type MailReport = Bounce | Complaint | NoReport;
