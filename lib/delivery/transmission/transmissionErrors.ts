import { type ErrorCode, MailtargetError, plainText, TRANSMISSION_URL } from '../../model';
import type { Answer } from './answer';

/** How errors name the API. Nothing else of the URL is shown: it may carry a password. */
export const nameOf = (url: URL): string => `Mailtarget's Transmission API at ${url.host}`;

const KEY_REFUSED = 401;
const PAYMENT_REQUIRED = 402;
const NOT_ALLOWED = 403;
const NOT_THERE = [404, 405, 410];
const TOO_MANY_REQUESTS = 429;

/** Redirects are not followed: the key belongs to nobody else. */
const isElsewhere = (status: number): boolean => status < 400 || NOT_THERE.includes(status);

/** Whether a status says something about the key, the account or the URL, and so of every message. */
export const isOfTheTransport = (status: number): boolean =>
  [KEY_REFUSED, PAYMENT_REQUIRED, NOT_ALLOWED].includes(status) || isElsewhere(status);

/** An answer that is about no message, as a sentence for whoever runs the transport. */
export function transportError({ status, reply: { text } }: Answer, api: string): MailtargetError {
  const error = (code: ErrorCode, sentence: string) => new MailtargetError(code, `${api} ${sentence}`);
  if (status === KEY_REFUSED) {
    return error('RELAY_LOGIN_REFUSED', `refuses the API key (${text}). Enter a key that is valid.`);
  }
  if (status === NOT_ALLOWED) {
    return error(
      'RELAY_LOGIN_REFUSED',
      `does not let us in (${text}). Give the API key the permission to send, and put the address of this machine on its IP allowlist.`,
    );
  }
  if (status === PAYMENT_REQUIRED) {
    return error('RELAY_UNREACHABLE', `takes no messages of this account (${text}). Look at its plan.`);
  }
  if (status === TOO_MANY_REQUESTS) {
    return error(
      'RELAY_UNREACHABLE',
      `wants messages more slowly (${text}). Lower the messages per second of the transport.`,
    );
  }
  if (isElsewhere(status)) {
    return error(
      'RELAY_UNREACHABLE',
      `is not at this URL (${text}). Check it: Mailtarget's is ${TRANSMISSION_URL}.`,
    );
  }
  return error('RELAY_UNREACHABLE', `is out of order (${text}). Try again later.`);
}

/** Why there is no connection, as a sentence for whoever runs the transport. */
export function connectionError(error: unknown, api: string): MailtargetError {
  const said = saidBy(error);
  if (isOfTls(error)) {
    return new MailtargetError(
      'RELAY_TLS_FAILED',
      `No secure connection to ${api} (${said}). Check the URL, and that nothing on the way puts a certificate of its own in place.`,
    );
  }
  return new MailtargetError(
    'RELAY_UNREACHABLE',
    `${api} does not answer (${said}). Check the URL, and that this machine may connect to it.`,
  );
}

/** Of node:tls, and what OpenSSL says of certificates (X509_V_ERR_…, without that prefix). */
const OF_TLS =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_)/;

const isOfTls = (error: unknown): boolean => OF_TLS.test(codeOf(error));

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

/** Node has no message where several addresses were tried, and OpenSSL's names its source files. */
export function saidBy(error: unknown): string {
  const { message } = error as Error;
  return plainText(message === '' || message.includes('SSL routines') ? codeOf(error) : message);
}
