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
