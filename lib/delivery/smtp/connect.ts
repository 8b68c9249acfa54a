import type { Socket } from 'node:net';
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionCustomAuthContext,
} from 'nodemailer/lib/smtp-connection';
import type { SmtpConfig } from '../../model';
import { readExtensions } from './extensions';
import type { Silence } from './silence';
import { NO_LOGIN_OFFERED } from './smtpErrors';
import { Wire } from './wire';

/** A name of our own: nodemailer's handling of XOAUTH2 wants to renew the token itself. */
const TOKEN_LOGIN = 'ACCESS-TOKEN';

/**
 * Connects, reads the greeting, secures the connection and logs in: nodemailer does that. From then on the connection is ours.
 * @throws SmtpFailure
 */
export function connect(config: SmtpConfig, silence: Silence): Promise<Wire> {
  const connection = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.tls === 'implicit',
    requireTLS: config.tls === 'starttls',
    ignoreTLS: config.tls === 'none',
    tls: { rejectUnauthorized: !config.allowUnauthorizedCerts },
    connectionTimeout: silence.connect,
    greetingTimeout: silence.connect,
    socketTimeout: silence.command,
    customAuth: { [TOKEN_LOGIN]: logInWithToken },
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(tooLong);
      reject(error);
      connection.close();
    };
    // Nodemailer waits for as long as a server goes on saying something.
    const tooLong = setTimeout(
      () => fail(new Error('The server takes too long to begin')),
      silence.connect + silence.command,
    );
    connection.on('error', fail).once('end', () => fail(new Error('Connection closed unexpectedly')));
    connection.connect((failure) => {
      if (failure) return fail(failure);
      // The reply to EHLO was the last one.
      const extensions = readExtensions(connection.lastServerResponse || '');
      const succeed = () => {
        clearTimeout(tooLong);
        resolve(new Wire(takeOver(connection), extensions, silence));
      };
      if (!config.user) return succeed();
      if (!connection.allowsAuth)
        return fail(Object.assign(new Error('It offers no login'), { code: NO_LOGIN_OFFERED }));
      connection.login(loginOf(config), (refusal) => (refusal ? fail(refusal) : succeed()));
    });
  });
}

function takeOver(connection: SMTPConnection): Socket {
  const socket = connection._socket as Socket;
  // What nodemailer has left at the socket's end and error only marks its own object as destroyed.
  socket.removeAllListeners('data').removeAllListeners('timeout');
  connection
    .removeAllListeners('error')
    .removeAllListeners('end')
    .on('error', () => undefined);
  return socket;
}

const loginOf = ({ login, user, password }: SmtpConfig): SMTPConnectionAuth => ({
  user,
  pass: password,
  ...(login === 'xoauth2' ? { method: TOKEN_LOGIN } : {}),
});

/** Google's and Microsoft's XOAUTH2: a refusal comes as a challenge, and is final once that has been answered. */
async function logInWithToken(server: SMTPConnectionCustomAuthContext): Promise<void> {
  const { user, pass } = server.auth.credentials;
  const token = Buffer.from(`user=${user}\x01auth=Bearer ${pass}\x01\x01`).toString('base64');
  let answer = await server.sendCommand(`AUTH XOAUTH2 ${token}`);
  if (answer.status === 334) answer = await server.sendCommand('');
  if (answer.status !== 235) throw new Error('Invalid login');
}
