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
/** Commands whose refusal is about us, not about the recipient. */
const ABOUT_US = /^(CONN|EHLO|HELO|STARTTLS|AUTH|MAIL FROM)/;

/**
 * What a failed attempt means for the delivery.
 * @param begun whether the first byte of the message was written: only then may it have arrived. nodemailer's own
 *        `command` does not tell, it calls every lost connection CONN.
 */
export function outcomeOf(failure: SmtpFailure, relay: string, begun: boolean): Outcome {
  const { responseCode, command = '', message } = failure;
  if (!responseCode) {
    if (begun) return { type: 'unknown', reason: message };
    // Without a reply, EENVELOPE is nodemailer's own word on an address it cannot write.
    if (failure.code === 'EENVELOPE') return { type: 'failed', reason: message };
    return { type: 'unavailable', error: relayError(failure, relay) };
  }
  if (responseCode === CLOSING || ABOUT_US.test(command)) {
    return { type: 'unavailable', error: relayError(failure, relay) };
  }
  const reply = failure.response ?? message;
  return responseCode < 500 ? { type: 'deferred', reply } : { type: 'refused', reply };
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
  if (command === 'MAIL FROM') {
    return new MailtargetError(
      'RELAY_REFUSES_SENDER',
      `The SMTP relay ${relay} refuses the sender (${said}). Allow the sender at the relay, or check its limits.`,
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
