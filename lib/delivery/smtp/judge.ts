import type { Outcome } from '../outcome';
import type { Reply } from '../../model';
import { relayError, type SmtpFailure } from './smtpErrors';
import { CLOSING } from './wire';

export type EnvelopeCommand = 'RSET' | 'MAIL' | 'RCPT' | 'DATA';

/** RFC 5321 section 4.2.2: not enough storage, for now and for good; at MAIL, for a message of the size it names (RFC 1870). */
const STORAGE_FULL = 452;
const TOO_LARGE = 552;
/** RFC 3463: the message is too large for the system, or for its administrator. */
const TOO_LARGE_ENHANCED = ['5.3.4', '5.2.3'];

const isPositive = ({ code }: Reply): boolean => code >= 200 && code < 300;
const isGoAhead = ({ code }: Reply): boolean => code >= 300 && code < 400;
const isRefusal = ({ code }: Reply): boolean => code >= 400;

/**
 * What a reply to a command of the envelope means for its message; undefined when it can go on.
 * @throws SmtpFailure when there is no going on with the connection
 */
export function judgeEnvelope(command: EnvelopeCommand, reply: Reply, relay: string): Outcome | undefined {
  if (command === 'DATA' ? isGoAhead(reply) : isPositive(reply)) return undefined;
  if (!isRefusal(reply)) throw failureOf(reply, command);
  if (command === 'RSET') throw failureOf(reply, command);
  return command === 'MAIL' ? judgeSender(reply, relay) : refusal(reply);
}

/** What the reply to the whole message means. @throws SmtpFailure on one that says neither yes nor no */
export function judgeContent(reply: Reply): Outcome {
  if (isPositive(reply)) return { type: 'accepted', reply };
  if (isRefusal(reply)) return refusal(reply);
  throw failureOf(reply, 'DATA');
}

const refusal = (reply: Reply): Outcome => ({ type: reply.code < 500 ? 'deferred' : 'refused', reply });

/** Beyond the size, it is the sender that is refused, and with it each message of its campaign. */
function judgeSender(reply: Reply, relay: string): Outcome {
  if (reply.code === CLOSING) throw failureOf(reply, 'CONN');
  if (reply.code === TOO_LARGE || TOO_LARGE_ENHANCED.includes(reply.enhanced ?? '')) {
    return { type: 'failed', reason: reply.text };
  }
  if (reply.code === STORAGE_FULL) return { type: 'deferred', reply };
  return { type: 'held', error: relayError(failureOf(reply, 'MAIL FROM'), relay) };
}

const failureOf = ({ code, text }: Reply, command: string): Error & SmtpFailure =>
  Object.assign(new Error(text), { response: text, responseCode: code, command });
