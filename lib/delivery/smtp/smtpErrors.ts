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

/** The server closes the transmission channel (RFC 5321 section 4.2.3): it is about the relay, not the recipient. */
const CLOSING = 421;
/** Commands after which nothing of the message can have been taken. */
const BEFORE_MESSAGE = /^(CONN|EHLO|HELO|STARTTLS|AUTH)/;

/** What a failed attempt means for the delivery. */
export function outcomeOf(failure: SmtpFailure, relay: string): Outcome {
  const { responseCode, command = '', message } = failure;
  const reply = failure.response ?? message;
  if (!responseCode) {
    if (failure.code === 'EAUTH' || failure.code === 'ETLS' || BEFORE_MESSAGE.test(command)) {
      return { type: 'unavailable', error: relayError(failure, relay) };
    }
    if (failure.code === 'EENVELOPE') return { type: 'failed', reason: message };
    return { type: 'unknown', reason: message };
  }
  if (responseCode === CLOSING || BEFORE_MESSAGE.test(command)) {
    return { type: 'unavailable', error: relayError(failure, relay) };
  }
  if (responseCode < 500) return { type: 'deferred', reply };
  // A refused sender says nothing about the recipient, whom a bounce would be held against.
  if (command === 'MAIL FROM') return { type: 'failed', reason: `The relay refuses the sender: ${reply}` };
  return { type: 'refused', reply };
}

/** The same failure as a sentence for whoever runs the relay. */
export function relayError(failure: SmtpFailure, relay: string): MailtargetError {
  const { code, command = '', message } = failure;
  const said = failure.response ?? message;
  if (code === 'EAUTH' || command.startsWith('AUTH')) {
    return new MailtargetError(
      'RELAY_LOGIN_REFUSED',
      `The SMTP relay ${relay} refuses the login (${said}). Check the user and the password.`,
    );
  }
  if (code === 'ETLS' || command === 'STARTTLS' || /certificate|wrong version number|SSL/i.test(message)) {
    return new MailtargetError(
      'RELAY_TLS_FAILED',
      `No secure connection to the SMTP relay ${relay} (${said}). Check the port and the TLS mode: implicit TLS is usually port 465, STARTTLS 587. For a private relay with a certificate of its own, allow unauthorized certificates.`,
    );
  }
  return new MailtargetError(
    'RELAY_UNREACHABLE',
    `The SMTP relay ${relay} does not answer (${said}). Check the host and the port, and that this machine may connect to it.`,
  );
}
