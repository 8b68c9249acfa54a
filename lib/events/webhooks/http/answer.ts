import { MailtargetError, plainText, retryAfterOf, type ResponseHeaders } from '../../../model';

/** What an endpoint said to a request. */
export interface Answer {
  /** Who said it, redirects included. */
  url: string;
  status: number;
  headers: ResponseHeaders;
  /** The beginning of its body, where that tells something. */
  body: string;
}

/** It was not taken, or there was no answer. */
export interface Refusal {
  type: 'refused';
  /** As a sentence. */
  error: string;
  /** When to come again, in ms, where it says so. */
  retryAfter?: number;
  /** It says that it is there no more. */
  isGone?: boolean;
}

/** How a request went. */
export type Outcome =
  | { type: 'taken'; status: number }
  | Refusal
  /** We broke it off, and know nothing. */
  | { type: 'aborted' };

const LONGEST_SAID = 300;
const GONE = 410;
const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;
/** After these a request becomes a GET (RFC 9110 section 15.4), which says nothing. */
const MOVED = [301, 302, 303];

export const isTaken = ({ status }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300;

export function judge(answer: Answer): Outcome {
  const { status, headers } = answer;
  if (isTaken(answer)) return { type: 'taken', status };
  if (MOVED.includes(status) && headers['location']) {
    const to = String(headers['location']);
    return refused(`It has moved to ${shown(URL.parse(to, answer.url)?.href ?? to)}: give that URL.`);
  }
  if (status === GONE) return { ...refused('It answered 410: it is gone, and wants no more.'), isGone: true };
  const said = shown(answer.body);
  const refusal = refused(`It answered ${status}${said === '' ? '.' : `: ${said}`}`);
  if (status !== TOO_MANY_REQUESTS && status !== SERVICE_UNAVAILABLE) return refusal;
  const retryAfter = retryAfterOf(headers);
  return { ...refusal, ...(retryAfter !== undefined && { retryAfter }) };
}

/** What an outcome is to whoever waits for it: nothing if the endpoint took it. @throws MailtargetError WEBHOOK_FAILED, ENGINE_STOPPED */
export function throwUnlessTaken(outcome: Outcome): asserts outcome is Extract<Outcome, { type: 'taken' }> {
  switch (outcome.type) {
    case 'taken':
      return;
    case 'refused':
      throw new MailtargetError('WEBHOOK_FAILED', `The endpoint did not take it. ${outcome.error}`);
    case 'aborted':
      throw new MailtargetError('ENGINE_STOPPED', 'The engine was stopped before the endpoint answered.');
  }
}

const refused = (error: string): Refusal => ({ type: 'refused', error });

/** A stranger's text. */
const shown = (text: string): string => plainText(text, LONGEST_SAID).trim();
