import { MailtargetError } from '../../model';
import type { Outcome } from '../outcome';

/** What nodemailer tells of a failure: its own code, the server's reply code, and the command it was at. */
export interface SmtpFailure {
  message: string;
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** The server closes the transmission channel (RFC 5321 section 4.2.3). */
const CLOSING = 421;
/** RFC 4954 section 6. */
const AUTHENTICATION_REQUIRED = 530;
/** Commands that come before any sender or recipient is named. */
const BEFORE_SENDER = /^(CONN|EHLO|HELO|STARTTLS|AUTH)/;
/** RFC 1870 section 6.1: the message is larger than the server takes. */
const TOO_LARGE = 552;

/**
 * What a failed attempt means for the delivery.
 * @param begun whether the first byte of the message was written: only then may it have arrived. nodemailer's own
 *        `command` does not tell, it calls every lost connection CONN.
 */
export function outcomeOf(failure: SmtpFailure, relay: string, begun: boolean): Outcome {
  const { responseCode, command = '' } = failure;
  const reply = plainReply(failure.response ?? failure.message);
  if (!responseCode) {
    if (begun) return { type: 'unknown', reason: reply };
    // Without a reply, EENVELOPE is nodemailer's own word on an address it cannot write.
    if (failure.code === 'EENVELOPE') return { type: 'failed', reason: reply };
    return { type: 'unavailable', error: relayError(failure, relay) };
  }
  const aboutSender = command === 'MAIL FROM';
  if (BEFORE_SENDER.test(command) || (aboutSender && responseCode === CLOSING)) {
    return { type: 'unavailable', error: relayError(failure, relay) };
  }
  if (aboutSender && responseCode === TOO_LARGE) return { type: 'failed', reason: reply };
  if (aboutSender) return { type: 'held', error: relayError(failure, relay) };
  return responseCode < 500 ? { type: 'deferred', reply } : { type: 'refused', reply };
}

/** A reply as it can be stored and shown, on one line: servers may send anything, NUL too. */
export const plainReply = (reply: string): string => reply.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 500);

/** The same failure as a sentence for whoever runs the relay. */
export function relayError(failure: SmtpFailure, relay: string): MailtargetError {
  const { code, responseCode, command = '', message } = failure;
  const said = plainReply(failure.response ?? withoutDump(message));
  if (responseCode === AUTHENTICATION_REQUIRED) {
    return new MailtargetError(
      'RELAY_LOGIN_REFUSED',
      `The SMTP relay ${relay} wants a login (${said}). Enter the user and the password.`,
    );
  }
  if (code === 'EAUTH' || command.startsWith('AUTH')) {
    return new MailtargetError(
      'RELAY_LOGIN_REFUSED',
      `The SMTP relay ${relay} refuses the login (${said}). Check the user and the password.`,
    );
  }
  if (command === 'MAIL FROM') {
    return new MailtargetError(
      'RELAY_REFUSES_SENDER',
      `The SMTP relay ${relay} refuses the sender (${said}). Allow the sender at the relay, or check its limits.`,
    );
  }
  if (code === 'ETLS' || command === 'STARTTLS' || /certificate|wrong version number|SSL/i.test(message)) {
    return new MailtargetError(
      'RELAY_TLS_FAILED',
      `No secure connection to the SMTP relay ${relay} (${said}). Check the port and the TLS mode: implicit TLS is usually port 465, STARTTLS 587. For a private relay with a certificate of its own, allow unauthorized certificates; for one on this machine that has no TLS at all, choose the mode none.`,
    );
  }
  if (responseCode) {
    return new MailtargetError(
      'RELAY_UNREACHABLE',
      `The SMTP relay ${relay} turns us away (${said}). Ask whoever runs it, or try again later.`,
    );
  }
  return new MailtargetError(
    'RELAY_UNREACHABLE',
    `The SMTP relay ${relay} does not answer (${said}). Check the host and the port, and that this machine may connect to it.`,
  );
}

/** OpenSSL names its source file and line; what it calls a wrong version is a server that does not speak TLS. */
function withoutDump(message: string): string {
  if (/wrong version number|packet length too long/.test(message))
    return 'the port does not speak TLS at once';
  return /^[0-9A-F]+:error:/.test(message)
    ? message.split(':').slice(4, 6).filter(Boolean).join(': ')
    : message;
}
