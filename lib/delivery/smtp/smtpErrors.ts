import { MailtargetError, plainText } from '../../model';

/** What nodemailer tells of a failure: its own code, the server's reply code, and the command it was at. */
export interface SmtpFailure {
  message: string;
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** A code of our own: there is a user, and the server has no AUTH. */
export const NO_LOGIN_OFFERED = 'ENOLOGIN';

/** RFC 4954 section 6. */
const AUTHENTICATION_REQUIRED = 530;

/** A failed connection, login or sender as a sentence for whoever runs the relay. */
export function relayError(failure: SmtpFailure, relay: string): MailtargetError {
  const { code, responseCode, command = '', message } = failure;
  const said = plainText(failure.response ?? withoutDump(message));
  if (responseCode === AUTHENTICATION_REQUIRED && /STARTTLS/i.test(said)) {
    return new MailtargetError(
      'RELAY_TLS_FAILED',
      `The SMTP relay ${relay} takes messages over TLS alone (${said}). Choose the TLS mode starttls.`,
    );
  }
  if (responseCode === AUTHENTICATION_REQUIRED) {
    return new MailtargetError(
      'RELAY_LOGIN_REFUSED',
      `The SMTP relay ${relay} wants a login (${said}). Enter the user and the password.`,
    );
  }
  if (code === NO_LOGIN_OFFERED) {
    return new MailtargetError(
      'RELAY_LOGIN_REFUSED',
      `The SMTP relay ${relay} offers no login, so the user and the password are of no use. If it offers one behind STARTTLS alone, choose the TLS mode starttls; if it wants none, leave both empty.`,
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
