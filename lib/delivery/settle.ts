import type { BounceType, DeliveryStatus, EventType, Retries } from '../model';
import type { Outcome } from './outcome';
import { classify } from '../events';

/** How often a message was handed over. */
export interface Attempts {
  /** The one at hand included. */
  count: number;
  /** Those of them whose answer never came: each may have arrived. */
  unanswered: number;
}

/** The new state of a delivery. */
export interface Settlement {
  status: DeliveryStatus;
  reason: string | null;
  bounceType: BounceType | null;
  /** What is told of it: a refusal for good is a bounce, whatever it says of the address. */
  event: Extract<EventType, 'bounce' | 'soft_bounce'> | null;
  attempts: Attempts;
  /** When it goes again; 0 when that is at once, or never. */
  dueAt: number;
}

export interface Attempt {
  /** The recipient's. */
  domain: string;
  /** Before its outcome was known. */
  attempts: Attempts;
  /** Milliseconds since the epoch. */
  now: number;
}

const UNKNOWN_AFTER_MS = 60_000;

/** @param jitter 0 to 1: many that were refused together do not come back together */
export function settle(outcome: Outcome, attempt: Attempt, retries: Retries, jitter: number): Settlement {
  const { domain, attempts, now } = attempt;
  const { count, unanswered } = attempts;
  switch (outcome.type) {
    case 'accepted':
      return ended('sent', outcome.reply.text, attempts);
    case 'refused': {
      const { bounceType } = classify(outcome.reply, domain);
      return { ...ended('bounced', outcome.reply.text, attempts), bounceType, event: 'bounce' };
    }
    case 'deferred':
      if (count >= retries.maxAttempts) {
        const bounced = ended('bounced', outcome.reply.text, attempts);
        return { ...bounced, bounceType: 'soft', event: 'soft_bounce' };
      }
      return again(outcome.reply.text, attempts, now + waitBefore(count, retries, jitter));
    case 'failed':
      return ended('failed', outcome.reason, attempts);
    case 'unknown':
      // It goes again, once, under the same Message-ID: possibly twice, but not lost.
      return unanswered > 0
        ? ended('failed', outcome.reason, { count, unanswered: unanswered + 1 })
        : again(outcome.reason, { count, unanswered: 1 }, now + UNKNOWN_AFTER_MS);
    case 'held':
    case 'returned':
    case 'unavailable':
      // As it was before the attempt.
      return again(null, { count: count - 1, unanswered }, now);
  }
}

/** Twice as long each time; up to a quarter more or less. Greylisting (RFC 6647) lets a sender in after minutes. */
function waitBefore(count: number, retries: Retries, jitter: number): number {
  const { firstAfterSeconds, longestAfterSeconds } = retries;
  const seconds = Math.min(firstAfterSeconds * 2 ** (count - 1), longestAfterSeconds);
  return Math.round(1000 * seconds * (0.75 + jitter / 2));
}

const ended = (status: DeliveryStatus, reason: string, attempts: Attempts): Settlement => ({
  status,
  reason,
  bounceType: null,
  event: null,
  attempts,
  dueAt: 0,
});

const again = (reason: string | null, attempts: Attempts, dueAt: number): Settlement => ({
  status: 'pending',
  reason,
  bounceType: null,
  event: null,
  attempts,
  dueAt,
});
