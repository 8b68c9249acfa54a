import { PassThrough, pipeline, Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { TransportConfig } from '../../model';
import type { Outcome } from '../outcome';
import type { MessageTransport, OutgoingMessage } from '../transport';
import { outcomeOf, plainReply, relayError, type SmtpFailure } from './smtpErrors';

const CONNECT_TIMEOUT_MS = 10_000;
/** Silence after which a connection counts as lost. */
const SILENCE_TIMEOUT_MS = 60_000;

/** An SMTP relay through nodemailer's connection pool. */
export function openSmtpTransport(config: TransportConfig): MessageTransport {
  const relay = `${config.host}:${config.port}`;
  const pool = createTransport({
    pool: true,
    maxConnections: config.maxConnections,
    // Whether and when a message goes again is the pump's to decide.
    maxRequeues: 0,
    host: config.host,
    port: config.port,
    secure: config.tls === 'implicit',
    requireTLS: config.tls === 'starttls',
    ignoreTLS: config.tls === 'none',
    tls: { rejectUnauthorized: !config.allowUnauthorizedCerts },
    ...(config.user ? { auth: { user: config.user, pass: config.password } } : {}),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.use('stream', (mail, done) => {
    const { watch } = mail.data as unknown as WatchedMessage;
    mail.message.processFunc((input) => pipeline(input, watch, () => {}));
    done();
  });
  return {
    async send(message): Promise<Outcome> {
      const watch = new PassThrough();
      try {
        const { response } = await pool.sendMail({ ...toNodemailer(message), watch } as WatchedMessage);
        return { type: 'accepted', reply: plainReply(response) };
      } catch (error) {
        return outcomeOf(error as SmtpFailure, relay, watch.readableDidRead);
      }
    },
    async verify(): Promise<void> {
      try {
        await pool.verify();
      } catch (error) {
        throw relayError(error as SmtpFailure, relay);
      }
    },
    close: () => pool.close(),
  };
}

/** The message's bytes pass through `watch` last; nothing reads from it before the server has answered DATA with 354. */
type WatchedMessage = SendMailOptions & { watch: PassThrough };

/** Addresses as objects: nodemailer would parse a text, and read more into it than an address. */
const toNodemailer = ({ envelope, content }: OutgoingMessage): SendMailOptions => ({
  envelope: { from: { name: '', address: envelope.from }, to: { name: '', address: envelope.to } },
  raw: content.length === 1 ? content[0]! : Readable.from(content),
});
