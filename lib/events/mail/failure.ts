import { classify } from '../replies';
import { domainOf } from '../../model';
import type { Failure } from './mailReport';
import { replyIn } from './smtpReply';

/** @param status what the report itself says, beside the words of the server */
export function failureOf(recipient: string | null, words: string, status: string | null = null): Failure {
  const reply = replyIn(words, status);
  const { bounceType } = classify(reply, recipient === null ? '' : domainOf(recipient));
  return {
    recipient,
    bounceType,
    status: reply.enhanced,
    reason: reply.text || 'The server gave no reason.',
  };
}

/** Each recipient once. Of an address that is forwarded to several, one that exists is not known to be bad. */
export function oncePerRecipient(failures: readonly Failure[]): Failure[] {
  const kept = new Map<string | null, Failure>();
  for (const failure of failures) {
    const known = kept.get(failure.recipient);
    if (!known || (known.bounceType === 'hard' && failure.bounceType !== 'hard')) {
      kept.set(failure.recipient, failure);
    }
  }
  return [...kept.values()];
}
