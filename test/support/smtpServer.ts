import { EventEmitter, once } from 'node:events';
import { type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpServerSwitches {
  /** none (the default), starttls or implicit, with a certificate that nobody trusts. */
  tls?: 'none' | 'starttls' | 'implicit';
  /** Demands a login with these. */
  login?: { user: string; password: string };
  /** Answers every login with this code, e.g. 535. */
  refuseLogin?: number;
  /** The code with which an address is refused, e.g. 550; undefined accepts it. `attempt` counts from 1. */
  refuse?: (address: string, attempt: number) => number | undefined;
  /** Answers every MAIL FROM with this code, e.g. 530. */
  refuseSender?: number;
  /** Takes messages to their last byte, and breaks the connection off instead of answering. */
  hangUpAfterMessage?: boolean;
  /** Breaks the connection off instead of answering this command. */
  hangUpAt?: 'MAIL FROM' | 'RCPT TO';
  /** Refuses this sender alone, with a 553. */
  refusedSender?: string;
  /** Breaks every connection off before the greeting. */
  hangUp?: boolean;
  /** Accepts connections but never says a word. */
  silent?: boolean;
}

export interface ReceivedMessage {
  from: string;
  to: string[];
  raw: Buffer;
  parse(): Promise<ParsedMail>;
}

export interface TestSmtpServer {
  host: string;
  port: number;
  /** In the order they were accepted. */
  messages: ReceivedMessage[];
  /** How many connections were made so far. */
  connections: number;
  /** How many were open at once. */
  mostConnections: number;
  /** Resolves as soon as `count` messages have been accepted. */
  received(count: number): Promise<void>;
  /** Breaks every connection off and listens no more. */
  stop(): Promise<void>;
}

/**
 * A real SMTP server on loopback that keeps what it receives.
 * @param port a free one where it is left out
 */
export async function startSmtpServer(switches: SmtpServerSwitches = {}, port = 0): Promise<TestSmtpServer> {
  const messages: ReceivedMessage[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  const sockets = new Set<Socket>();
  const keepTrackOf = (socket: Socket) => {
    if (switches.hangUp) return socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    ...protocol(switches, hangUp),
    closeTimeout: 100,
    onSecure(socket, _session, callback) {
      keepTrackOf(socket);
      callback();
    },
    async onData(stream, { envelope }, callback) {
      const raw = await buffer(stream).catch(() => undefined);
      if (!raw) return callback(new Error('The client hung up.'));
      messages.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        raw,
        parse: () => simpleParser(raw),
      });
      arrivals.emit('message');
      if (!switches.hangUpAfterMessage) return callback();
      hangUp();
    },
  });
  // A client that hangs up in the middle of a sentence is part of what tests do.
  server.on('error', () => undefined);

  let open = 0;
  const running: TestSmtpServer = {
    host: '127.0.0.1',
    port: 0,
    messages,
    connections: 0,
    mostConnections: 0,
    async received(count) {
      while (messages.length < count) await once(arrivals, 'message');
    },
    stop() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
  server.server.on('connection', (socket) => {
    running.connections++;
    open++;
    running.mostConnections = Math.max(running.mostConnections, open);
    socket.once('close', () => open--);
    // Under TLS the socket on top is the one to destroy (onSecure): pulled away from below it, Node crashes.
    if (switches.tls === undefined || switches.tls === 'none') keepTrackOf(socket);
  });
  // A test that fails before it stops its server must not keep the whole run from ending.
  server.listen(port, running.host).unref();
  await once(server.server, 'listening');
  running.port = (server.server.address() as AddressInfo).port;
  return running;
}

/** @param hangUp breaks every connection off */
function protocol(switches: SmtpServerSwitches, hangUp: () => void): SMTPServerOptions {
  const { tls = 'none', login, refuseLogin, refuseSender, refuse, silent = false } = switches;
  const attempts = new Map<string, number>();
  return {
    logger: false,
    disableReverseLookup: true,
    secure: tls === 'implicit',
    disabledCommands: tls === 'starttls' ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: !login && !refuseLogin,
    onConnect(_session, callback) {
      if (!silent) callback();
    },
    onAuth({ username, password }, _session, callback) {
      const welcome = !refuseLogin && (!login || (username === login.user && password === login.password));
      callback(welcome ? null : reply(refuseLogin ?? 535, 'Login refused'), { user: username });
    },
    onMailFrom({ address }, _session, callback) {
      if (switches.hangUpAt === 'MAIL FROM') return hangUp();
      if (address === switches.refusedSender) return callback(reply(553, 'Sender refused'));
      callback(refuseSender ? reply(refuseSender, 'Sender refused') : null);
    },
    onRcptTo({ address }, _session, callback) {
      if (switches.hangUpAt === 'RCPT TO') return hangUp();
      const attempt = (attempts.get(address) ?? 0) + 1;
      attempts.set(address, attempt);
      const code = refuse?.(address, attempt);
      callback(code ? reply(code, `Recipient ${address} refused`) : null);
    },
  };
}

const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
