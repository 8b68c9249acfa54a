import type { DeliveryStatus, MailtargetError } from '../model';

/** What became of one attempt to hand a message to a transport. */
export type Outcome =
  | { type: 'accepted'; reply: string }
  /** Refused for good: a 5xx reply. */
  | { type: 'refused'; reply: string }
  /** Refused for now: a 4xx reply. */
  | { type: 'deferred'; reply: string }
  /** The message could not be made or handed over, and trying again would not help. */
  | { type: 'failed'; reason: string }
  /** The connection was lost on the way: the message may have arrived. */
  | { type: 'unknown'; reason: string }
  /** The transport takes no message of this campaign, because of its sender for example. Not handed over. */
  | { type: 'held'; error: MailtargetError }
  /** The transport itself is out of order. Not handed over. */
  | { type: 'unavailable'; error: MailtargetError };

/** What stops a batch: it would go the same way with the next message. */
export type Stop = Extract<Outcome, { type: 'held' | 'unavailable' }>;

export const isStop = (outcome: Outcome | undefined): outcome is Stop =>
  outcome?.type === 'held' || outcome?.type === 'unavailable';

/** The new state of a delivery. `dueAt` is set when it waits for another attempt. */
export interface Settlement {
  status: DeliveryStatus;
  reason: string | null;
  /** How often the message was handed over. */
  attempts: number;
  dueAt?: number;
}

const MINUTE = 60_000;
/** Greylisting (RFC 6647) lets a sender in after minutes; a full mailbox or a busy server may take longer. */
const RETRY_AFTER = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];
const UNKNOWN_AFTER = 1 * MINUTE;

/**
 * @param attempts how often the message was handed over, this attempt included
 * @param now milliseconds since the epoch
 */
export function settle(outcome: Outcome, attempts: number, now: number): Settlement {
  switch (outcome.type) {
    case 'accepted':
      return { status: 'sent', reason: outcome.reply, attempts };
    case 'refused':
      return { status: 'bounced', reason: outcome.reply, attempts };
    case 'deferred': {
      const wait = RETRY_AFTER[attempts - 1];
      if (wait === undefined) return { status: 'bounced', reason: outcome.reply, attempts };
      return { status: 'pending', reason: outcome.reply, attempts, dueAt: now + wait };
    }
    case 'failed':
      return { status: 'failed', reason: outcome.reason, attempts };
    case 'unknown':
      // It goes again, once, under the same Message-ID: possibly twice, but not lost.
      if (attempts > 1) return { status: 'failed', reason: outcome.reason, attempts };
      return { status: 'pending', reason: outcome.reason, attempts, dueAt: now + UNKNOWN_AFTER };
    case 'held':
    case 'unavailable':
      return notHandedOver(attempts, now);
  }
}

/** As it was before the attempt. */
export const notHandedOver = (attempts: number, now: number): Settlement => ({
  status: 'pending',
  reason: null,
  attempts: attempts - 1,
  dueAt: now,
});
