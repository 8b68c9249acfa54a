import { MailtargetError, type Reply } from '../model';

/** What became of one attempt to hand a message to a transport. */
export type Outcome =
  | { type: 'accepted'; reply: Reply }
  /** Refused for good: a 5xx reply. */
  | { type: 'refused'; reply: Reply }
  /** Refused for now: a 4xx reply. */
  | { type: 'deferred'; reply: Reply }
  /** The message could not be made or handed over, and trying again would not help. */
  | { type: 'failed'; reason: string }
  /** The connection was lost on the way, after its first byte: the message may have arrived. */
  | { type: 'unknown'; reason: string }
  /** The transport takes no message of this campaign, because of its sender for example. Not handed over. */
  | { type: 'held'; error: MailtargetError }
  /** It was not its turn any more, or the connection was lost before its first byte. Not handed over. */
  | { type: 'returned' }
  /** The transport itself is out of order. Not handed over. `retryAfter`: where it says when to come again, in ms. */
  | { type: 'unavailable'; error: MailtargetError; retryAfter?: number };

export type Unavailable = Extract<Outcome, { type: 'unavailable' }>;

/** What stops a batch: it would go the same way with the next message. */
export type Stop = Extract<Outcome, { type: 'held' | 'unavailable' }>;

export const isStop = (outcome: Outcome | undefined): outcome is Stop =>
  outcome?.type === 'held' || outcome?.type === 'unavailable';

/** What an error means that kept a message from being made: where its transport alone has no way to carry it, it goes through another. */
export const stopOf = (error: unknown): Stop | undefined =>
  error instanceof MailtargetError && error.code === 'TRANSPORT_UNFIT' ? { type: 'held', error } : undefined;

/** Whether the server has said something, of a message that has left. */
export const wasAnswered = ({ type }: Outcome): boolean => type !== 'unknown' && type !== 'returned';

/** Whether anything of the message was written. */
export const wasHandedOver = ({ type }: Outcome): boolean =>
  type === 'accepted' || type === 'refused' || type === 'deferred' || type === 'unknown';
