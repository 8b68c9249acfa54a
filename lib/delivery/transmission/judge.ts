import { MailtargetError } from '../../model';
import type { Outcome, Unavailable } from '../outcome';
import type { Answer } from './answer';
import { isOfTheTransport, transportError } from './transmissionErrors';

/** The answer to a message that breaks a rule of the platform. */
const UNPROCESSABLE = 422;
const BAD_REQUEST = 400;
const REQUEST_TIMEOUT = 408;
const TOO_LARGE = 413;
const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;

/** Where a message goes, and what the API said before. */
export interface Situation {
  /** As errors name it. */
  api: string;
  /** Whether the transport's last answer before this one was about its message alone. */
  wasGood: boolean;
}

/** What an answer means for its message. */
export function judge(answer: Answer, { api, wasGood }: Situation): Outcome {
  const { status, reply, retryAfter } = answer;
  if (status >= 200 && status < 300) return { type: 'accepted', reply };
  if (isOfTheTransport(status) || status === TOO_MANY_REQUESTS) return unavailable(answer, api);
  if (status === SERVICE_UNAVAILABLE && retryAfter !== undefined) return unavailable(answer, api);
  // In an outage nobody's attempts are used up.
  if (isTrouble(answer)) return wasGood ? { type: 'deferred', reply } : unavailable(answer, api);
  if (status === BAD_REQUEST || status === TOO_LARGE) return { type: 'failed', reason: reply.text };
  if (status === UNPROCESSABLE && isAboutSender(answer))
    return { type: 'held', error: senderRefused(answer, api) };
  // Every other refusal is one of a rule, and as such known to the rules for replies.
  return { type: 'refused', reply: { ...reply, code: UNPROCESSABLE } };
}

/** What an answer means that is about no message. */
export const unavailable = (answer: Answer, api: string): Unavailable => ({
  type: 'unavailable',
  error: transportError(answer, api),
  ...(answer.retryAfter !== undefined && { retryAfter: answer.retryAfter }),
});

/** Whether the API, or something before it, has a trouble of its own. RFC 9110 section 15.5.9: after a 408 it has not got all of it. */
export const isTrouble = ({ status }: Answer): boolean => status >= 500 || status === REQUEST_TIMEOUT;

/** Whether an answer to a request that lacks everything is the right one: the key was looked at before. */
export const letsUsIn = ({ status }: Answer): boolean => status === BAD_REQUEST || status === UNPROCESSABLE;

/** Whether an outcome shows that the API works: its answer was about the message. */
export const isGood = ({ type }: Outcome): boolean =>
  type === 'accepted' || type === 'refused' || type === 'failed' || type === 'held';

/** The sending domain is not verified, and so no message of the campaign is taken. */
function isAboutSender({ said }: Answer): boolean {
  // Without addresses: somebody may be called not-verified@domain.example.
  const words = said
    .toLowerCase()
    .split(/\s/)
    .filter((word) => !word.includes('@'))
    .join(' ')
    .replaceAll(/[_-]/g, ' ');
  return (
    /\b(?:domain|sender|from)\b/.test(words) &&
    /\b(?:not (?:yet |been |yet been )?verified|unverified)\b/.test(words) &&
    !/\brecipient\b/.test(words)
  );
}

const senderRefused = ({ reply }: Answer, api: string) =>
  new MailtargetError(
    'RELAY_REFUSES_SENDER',
    `${api} refuses the sender (${reply.text}). Verify the sending domain at Mailtarget.`,
  );
