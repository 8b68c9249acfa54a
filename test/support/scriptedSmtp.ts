import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Where in a session an answer is due; CONTENT is a message's end, after DATA or BDAT. */
export type Step = {
  at: 'GREETING' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'RSET' | 'MAIL' | 'RCPT' | 'DATA' | 'CONTENT' | 'QUIT';
  /** The command as it came. */
  line: string;
  /** The recipient of the message, once it is known. */
  to: string;
  /** Of the server, and of messages on that connection: counted from 1. */
  connection: number;
  message: number;
  /** Resolves once what came behind this, not looked at yet, matches. */
  behind(pattern: RegExp): Promise<void>;
};

/** A reply without its line break; what is said word by word; undefined for the usual one. */
export type Answer = string | { raw: string } | typeof HANG_UP | typeof NOTHING | typeof DRIP | undefined;
/** Breaks the connection off. */
export const HANG_UP = Symbol('hang up');
/** Leaves the client waiting. */
export const NOTHING = Symbol('nothing');
/** Says a byte now and then, and never the last one. */
export const DRIP = Symbol('drip');
const DRIP_MS = 50;

export interface Script {
  /** The keywords of EHLO. */
  extensions?: readonly string[] | ((connection: number) => readonly string[]);
  answer?: (step: Step) => Answer | Promise<Answer>;
}

export interface ScriptedSmtp {
  host: string;
  port: number;
  /** What was accepted, in order: byte for byte, dots undone. */
  messages: { from: string; to: string; content: string; connection: number }[];
  /** All commands of all connections. */
  lines: string[];
  connections: number;
  /** Ends the connections that are open, without a word. */
  hangUp(): Promise<void>;
  stop(): Promise<void>;
}

/** An SMTP server that says what it is told to, and otherwise what RFC 5321 wants; on a free port of the loopback. */
export async function startScriptedSmtp(script: Script = {}): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    void serve(socket, script, running, ++running.connections);
  });
  const running: ScriptedSmtp = {
    host: '127.0.0.1',
    port: 0,
    messages: [],
    lines: [],
    connections: 0,
    async hangUp() {
      const closed = [...sockets].map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
    async stop() {
      server.close();
      await running.hangUp();
    },
  };
  server.listen(0, running.host).unref();
  await once(server, 'listening');
  running.port = (server.address() as AddressInfo).port;
  return running;
}

async function serve(
  socket: Socket,
  script: Script,
  running: ScriptedSmtp,
  connection: number,
): Promise<void> {
  const input = inputOf(socket);
  const { extensions = [] } = script;
  const offered = typeof extensions === 'function' ? extensions(connection) : extensions;
  let from: string | undefined;
  let to = '';
  let refused = false;
  let message = 0;

  /** @returns whether it was the usual answer, or another that says yes */
  const answer = async (at: Step['at'], line: string, usual: string): Promise<boolean> => {
    const step = { at, line, to, connection, message, behind: input.behind };
    const said = (await script.answer?.(step)) ?? usual;
    if (said === HANG_UP) socket.destroy();
    else if (typeof said === 'object') socket.end(said.raw);
    else if (said === DRIP) drip(socket);
    else if (said !== NOTHING) socket.write(`${said}\r\n`);
    const isOver = typeof said !== 'string' || said.startsWith('421');
    if (typeof said === 'string' && isOver) socket.end();
    // Nothing that comes after that is looked at.
    return isOver ? new Promise(() => undefined) : /^[23]/.test(said);
  };
  const endMessage = async (line: string, content: string, usual: string) => {
    const accepted = await answer('CONTENT', line, usual);
    if (accepted && !refused && to !== '') running.messages.push({ from: from!, to, content, connection });
    from = undefined;
    to = '';
  };

  await answer('GREETING', '', '220 scripted ESMTP');
  for (;;) {
    const line = await input.line();
    if (line === undefined) return;
    running.lines.push(line);
    const verb = line.split(/[ :]/, 1)[0]!.toUpperCase();
    const address = /<(.*?)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') {
      const keywords = ['scripted', ...offered];
      await answer(
        'EHLO',
        line,
        keywords.map((word, at) => `250${at + 1 < keywords.length ? '-' : ' '}${word}`).join('\r\n'),
      );
    } else if (verb === 'MAIL') {
      message++;
      const nested = from !== undefined;
      refused = !(await answer('MAIL', line, nested ? '503 5.5.1 nested MAIL command' : '250 2.1.0 Ok'));
      if (!refused) from = address;
    } else if (verb === 'RCPT') {
      to = address;
      if (!(await answer('RCPT', line, from === undefined ? '503 5.5.1 MAIL first' : '250 2.1.5 Ok')))
        to = '';
    } else if (verb === 'DATA') {
      const usual = to === '' ? '554 5.5.1 no valid recipients' : '354 go ahead';
      if (!(await answer('DATA', line, usual))) continue;
      const content = await input.dotted();
      if (content === undefined) return;
      await endMessage(line, content, '250 2.0.0 queued');
    } else if (verb === 'BDAT') {
      const content = await input.bytes(Number(line.split(' ')[1]));
      if (content === undefined) return;
      await endMessage(line, content, to === '' ? '503 5.5.1 no valid recipients' : '250 2.0.0 queued');
    } else if (verb === 'RSET') {
      from = undefined;
      to = '';
      await answer('RSET', line, '250 2.0.0 Ok');
    } else if (verb === 'QUIT') {
      await answer('QUIT', line, '221 2.0.0 Bye');
      socket.end();
      return;
    } else if (verb === 'AUTH' || verb === 'STARTTLS') {
      await answer(verb, line, verb === 'AUTH' ? '235 2.7.0 welcome' : '454 4.7.0 no TLS today');
    } else {
      await answer('AUTH', line, '500 5.5.2 unknown command');
    }
  }
}

function drip(socket: Socket): void {
  const dripping = setInterval(() => socket.write('2'), DRIP_MS);
  socket.once('close', () => clearInterval(dripping));
}

/** What came and was not looked at yet, one character per byte. Undefined when the client has gone. */
function inputOf(socket: Socket) {
  let text = '';
  let ended = false;
  let wake = (): void => undefined;
  const changed = () => new Promise<void>((resolve) => (wake = resolve));
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    wake();
  });
  socket.on('close', () => {
    ended = true;
    wake();
  });
  const until = async (end: () => number): Promise<string | undefined> => {
    for (;;) {
      const length = end();
      if (length >= 0) {
        const taken = text.slice(0, length);
        text = text.slice(length);
        return taken;
      }
      if (ended) return undefined;
      await changed();
    }
  };
  const find = (end: string) => () => {
    const at = text.indexOf(end);
    return at < 0 ? -1 : at + end.length;
  };
  return {
    line: async () => (await until(find('\r\n')))?.slice(0, -2),
    bytes: (count: number) => until(() => (text.length >= count ? count : -1)),
    async dotted() {
      const content = await until(() => (text.startsWith('.\r\n') ? 3 : find('\r\n.\r\n')()));
      return content?.slice(0, -3).replaceAll(/^\./gm, '');
    },
    async behind(pattern: RegExp) {
      while (!pattern.test(text) && !ended) await changed();
    },
  };
}
