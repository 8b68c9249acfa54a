import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { carryOne } from '../../../lib/delivery/fleet/carryOne';
import type { OutgoingMessage } from '../../../lib/delivery/transport';
import type { TransportInput } from '../../../lib/model';
import { eventually } from '../../support/eventually';
import { seededRandom } from '../../support/random';
import { type Script, type ScriptedSmtp, startScriptedSmtp, type Step } from '../../support/scriptedSmtp';
import { startSmtpServer, type SmtpServerSwitches } from '../../support/smtpServer';
import { addresses, feedOf, messageTo, openTo, sendTo } from './feed';

const PIPELINED = ['PIPELINING'];
const CHUNKED = ['PIPELINING', 'CHUNKING'];

let server: ScriptedSmtp | undefined;
afterEach(() => server?.stop());

/** Sends one message, over a connection of its own. */
async function sendOne(
  script: Script,
  message: OutgoingMessage = messageTo('ana@example.com'),
  options: Partial<TransportInput> = {},
) {
  server = await startScriptedSmtp(script);
  const transport = openTo(server, options);
  const outcome = await carryOne(transport, message);
  transport.close();
  return { outcome, server };
}

describe('the bytes of a message', () => {
  const text = 'Subject: Hi\r\n\r\n.first\r\n..dots\r\n.\r\n.\r\nlast\r\n';
  test.each([
    ['DATA', []],
    ['PIPELINING', PIPELINED],
    ['CHUNKING', CHUNKED],
  ])('arrive as they are over %s, wherever they are cut', async (_, extensions) => {
    const random = seededRandom(7);
    server = await startScriptedSmtp({ extensions });
    const transport = openTo(server);
    const messages = Array.from({ length: 40 }, (_message, index) => {
      const cuts = [
        0,
        ...Array.from({ length: random.below(6) }, () => random.below(text.length)),
        text.length,
      ];
      const sorted = cuts.toSorted((a, b) => a - b);
      const content = sorted.slice(1).map((end, cut) => Buffer.from(text.slice(sorted[cut], end)));
      return { ...messageTo(`c${index}@example.com`), content };
    });
    await transport.carry(feedOf(messages).feed);
    transport.close();
    expect(server.messages.map(({ content }) => content)).toEqual(Array(40).fill(text));
    // What messages share is not written to.
    expect(Buffer.concat(messages[0]!.content).toString()).toBe(text);
  });

  test('end with a line break, whatever they end with', async () => {
    for (const content of ['x', 'x\r', 'x\n']) {
      const sent = await sendOne({}, messageTo('ana@example.com', content));
      expect(sent.server.messages[0]!.content).toBe(`${content}\r\n`);
      await sent.server.stop();
    }
  });
});

describe('the envelope', () => {
  const ALL = ['SIZE 1000', '8BITMIME', 'SMTPUTF8', 'DSN'];
  const envelopeOf = async (extensions: string[], message?: OutgoingMessage) =>
    (await sendOne({ extensions }, message)).server.lines.slice(1, 3);

  test('is bare where the server offers nothing', async () => {
    expect(await envelopeOf([])).toEqual(['MAIL FROM:<news@example.com>', 'RCPT TO:<ana@example.com>']);
  });

  test('says what the server wants to know', async () => {
    expect(await envelopeOf(ALL, messageTo('ana@example.com', 'To: x\r\n\r\nhi\r\n'))).toEqual([
      'MAIL FROM:<news@example.com> SIZE=13 RET=HDRS',
      'RCPT TO:<ana@example.com> NOTIFY=FAILURE',
    ]);
  });

  test('announces bytes beyond ASCII, and addresses with them', async () => {
    const [mail] = await envelopeOf(ALL, messageTo('ünï@example.com'));
    expect(mail).toMatch(/ BODY=8BITMIME SMTPUTF8 /);
    const [inHeaderOnly] = await envelopeOf(
      ALL,
      messageTo('ana@example.com', 'Reply-To: ünï@b.example\r\n\r\n'),
    );
    expect(inHeaderOnly).toMatch(/ BODY=8BITMIME RET/);
  });

  test.each<[string, string[], OutgoingMessage, RegExp]>([
    ['an address that the server has no letters for', [], messageTo('ünï@example.com'), /SMTPUTF8/],
    [
      'a message larger than the server takes',
      ['SIZE 1000'],
      messageTo('a@b.example', 'x'.repeat(999)),
      /1001 bytes.*1000/,
    ],
    ['an address that would be another command', [], messageTo('a@b.example>\r\nRSET'), /no address/],
    ['no address at all', [], messageTo(''), /no address/],
  ])('is not written with %s', async (_, extensions, message, reason) => {
    const { outcome, server: asked } = await sendOne({ extensions }, message);
    expect(outcome).toEqual({ type: 'failed', reason: expect.stringMatching(reason) });
    expect(asked.lines.filter((line) => line.startsWith('MAIL'))).toEqual([]);
  });
});

test('where the server takes PIPELINING, the end of a message brings the next envelope along', async () => {
  // Without it, this server would wait until it is given up.
  const answer = async ({ at, behind, message }: Step) => {
    if (at === 'CONTENT' && message < 3) await behind(/MAIL FROM[^]*RCPT TO[^]*DATA\r\n/);
    return undefined;
  };
  server = await startScriptedSmtp({ extensions: PIPELINED, answer });
  expect(await sendTo(server, 3)).toEqual(Array(3).fill(expect.objectContaining({ type: 'accepted' })));
});

test.each([1, 2, 5])(
  'where the server takes CHUNKING, as many as %i wait for an answer, and no more',
  async (messagesInFlight) => {
    const turns: string[] = [];
    const atFirstAnswer: number[] = [];
    const answer = async ({ at, behind, message }: Step) => {
      if (at !== 'CONTENT' || message !== 1) return undefined;
      if (messagesInFlight > 1) await behind(new RegExp(`(BDAT[^]*Dear[^]*){${messagesInFlight - 1}}`));
      atFirstAnswer.push(turns.length);
      return undefined;
    };
    server = await startScriptedSmtp({ extensions: CHUNKED, answer });
    const outcomes = await sendTo(
      server,
      12,
      { messagesInFlight },
      ({ envelope }) => turns.push(envelope.to) > 0,
    );
    expect(outcomes).toEqual(Array(12).fill(expect.objectContaining({ type: 'accepted' })));
    expect(atFirstAnswer).toEqual([messagesInFlight]);
  },
);

describe('connections', () => {
  test('wait for the next feed, and are replaced when the server has closed them', async () => {
    server = await startScriptedSmtp({ extensions: CHUNKED });
    const transport = openTo(server);
    const send = async () => (await carryOne(transport, messageTo('ana@example.com'))).type;
    expect([await send(), await send(), server.connections]).toEqual(['accepted', 'accepted', 1]);
    await server.hangUp();
    expect([await send(), server.connections]).toEqual(['accepted', 2]);
    transport.close();
  });

  test('are one for each feed, and no more of them wait than may be open', async () => {
    const quits: number[] = [];
    server = await startScriptedSmtp({
      answer: ({ at, connection }) => void (at === 'QUIT' && quits.push(connection)),
    });
    const transport = openTo(server, { maxConnections: 2 });
    const feeds = addresses(4).map((to) => feedOf([messageTo(to)]));
    await Promise.all(feeds.map(({ feed }) => transport.carry(feed)));
    await Promise.all(addresses(2).map((to) => carryOne(transport, messageTo(to))));
    expect([server.connections, server.messages.length]).toEqual([4, 6]);
    transport.close();
  });

  test('that the server closes while its feed waits are replaced without a word', async () => {
    server = await startScriptedSmtp({ extensions: CHUNKED });
    const transport = openTo(server);
    const { feed, outcomes } = feedOf(addresses(2).map((to) => messageTo(to)));
    let open = true;
    let waited = false;
    await transport.carry({
      ...feed,
      take() {
        if (!open) return undefined;
        open = false;
        return feed.take();
      },
      async wait() {
        await eventually(() => Promise.resolve(outcomes.size > 0));
        if (waited) return false;
        await server!.hangUp();
        open = waited = true;
        return true;
      },
    });
    expect([...outcomes.values()].map(({ type }) => type)).toEqual(['accepted', 'accepted']);
    expect(server.connections).toBe(2);
    transport.close();
  });
});

test.each(['EHLO', 'AUTH'])('a relay whose answer to %s has no end is given up', async (command) => {
  const endless = createServer((socket) => {
    let saying: NodeJS.Timeout | undefined;
    socket.on('close', () => clearInterval(saying)).on('error', () => undefined);
    socket.write('220 x\r\n');
    socket.on('data', (line) => {
      if (line.toString().startsWith(command)) saying = setInterval(() => socket.write('250-x\r\n'), 50);
      else socket.write('250-x\r\n250 AUTH PLAIN\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(endless, 'listening');
  const { port } = endless.address() as AddressInfo;
  const transport = openTo({ host: '127.0.0.1', port }, { user: 'me', password: 'pw' });
  const outcome = await carryOne(transport, messageTo('ana@example.com'));
  transport.close();
  endless.close();
  expect(outcome).toMatchObject({ type: 'unavailable', error: { code: 'RELAY_UNREACHABLE' } });
});

describe('a relay that takes messages with CHUNKING', () => {
  test('and is slow to answer an envelope whose message did not leave, is asked for the next one', async () => {
    const envelope = Promise.withResolvers<undefined>();
    const answer = ({ at, message }: Step) => (at === 'RCPT' && message === 2 ? envelope.promise : undefined);
    server = await startScriptedSmtp({ extensions: CHUNKED, answer });
    const transport = openTo(server, { messagesInFlight: 4 });
    const [one, ...others] = addresses(3);
    const { feed, outcomes } = feedOf(
      [one!, ...others].map((to) => messageTo(to)),
      (message) => message.envelope.to !== others[0],
    );
    let open = 2;
    let waited = false;
    await transport.carry({
      ...feed,
      take: () => (open-- > 0 ? feed.take() : undefined),
      async wait() {
        if (waited) return false;
        waited = true;
        await eventually(() => Promise.resolve(outcomes.has(one!)));
        open = 1;
        setImmediate(() => envelope.resolve(undefined));
        return true;
      },
    });
    transport.close();
    expect(addresses(3).map((to) => outcomes.get(to)?.type)).toEqual(['accepted', 'returned', 'accepted']);
  });

  test('and answers an envelope only once it has stored the message, has the time of a message for that', async () => {
    const silence = { connect: 1000, command: 100, content: 60_000 };
    const answer = async ({ at, message, behind }: Step) => {
      if (at !== 'RCPT' || message !== 2) return undefined;
      await behind(/BDAT[^]*Dear/);
      await delay(3 * silence.command);
      return undefined;
    };
    server = await startScriptedSmtp({ extensions: CHUNKED, answer });
    const transport = openTo(server, { messagesInFlight: 3 }, silence);
    const { feed, outcomes } = feedOf(addresses(3).map((to) => messageTo(to)));
    await transport.carry(feed);
    transport.close();
    expect([...outcomes.values()].map(({ type }) => type)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test.each([
    ['once it has refused a message', '552 too big\r\n', 'refused', 'refused'],
    ['and goes on answering, byte by byte', '2', 'unknown', 'unavailable'],
  ])('and reads no further %s, is left', async (_, said, ...became) => {
    const reads = createServer((socket) => {
      const answers = ['250-x\r\n250-PIPELINING\r\n250 CHUNKING\r\n', '250 ok\r\n250 ok\r\n', said];
      let saying: NodeJS.Timeout | undefined;
      socket.on('close', () => clearInterval(saying)).on('error', () => undefined);
      socket.write('220 x\r\n');
      socket.on('data', () => {
        const answer = answers.shift()!;
        socket.write(answer);
        if (answers.length > 0) return;
        socket.pause();
        if (answer.length === 1) saying = setInterval(() => socket.write(answer), 50);
      });
    }).listen(0, '127.0.0.1');
    await once(reads, 'listening');
    const transport = openTo({ host: '127.0.0.1', port: (reads.address() as AddressInfo).port });
    // More than the system's buffers hold.
    const large = `${'x'.repeat(20_000_000)}\r\n`;
    const { feed, outcomes } = feedOf(addresses(2).map((to) => messageTo(to, large)));
    await transport.carry(feed);
    transport.close();
    reads.close();
    expect(addresses(2).map((to) => outcomes.get(to)?.type)).toEqual(became);
  });
});

describe('security', () => {
  const verify = async (switches: SmtpServerSwitches, options: Partial<TransportInput>) => {
    const relay = await startSmtpServer(switches);
    const transport = openTo(relay, options);
    const trouble = await transport.verify();
    const result = trouble?.error.code ?? (await carryOne(transport, messageTo('ana@example.com'))).type;
    transport.close();
    await relay.stop();
    return result;
  };
  const trusting = { allowUnauthorizedCerts: true };

  test.each<[string, SmtpServerSwitches, Partial<TransportInput>, string]>([
    [
      'STARTTLS with a certificate nobody trusts',
      { tls: 'starttls' },
      { tls: 'starttls' },
      'RELAY_TLS_FAILED',
    ],
    ['TLS with a certificate nobody trusts', { tls: 'implicit' }, { tls: 'implicit' }, 'RELAY_TLS_FAILED'],
    ['STARTTLS, certificates unchecked', { tls: 'starttls' }, { tls: 'starttls', ...trusting }, 'accepted'],
    ['TLS, certificates unchecked', { tls: 'implicit' }, { tls: 'implicit', ...trusting }, 'accepted'],
    ['no STARTTLS where it is wanted', {}, { tls: 'starttls', ...trusting }, 'RELAY_TLS_FAILED'],
  ])('of a server with %s', async (_, switches, options, result) => {
    expect(await verify(switches, options)).toBe(result);
  });

  test('of a server that offers STARTTLS and refuses it', async () => {
    const { outcome } = await sendOne({ extensions: ['STARTTLS'] }, undefined, { tls: 'starttls' });
    expect(outcome).toMatchObject({ type: 'unavailable', error: { code: 'RELAY_TLS_FAILED' } });
  });

  test.each([
    ['the right password', 'pw', 'accepted'],
    ['a wrong one', 'no', 'RELAY_LOGIN_REFUSED'],
  ])('logs in with %s', async (_, password, result) => {
    expect(await verify({ login: { user: 'me', password: 'pw' } }, { user: 'me', password })).toBe(result);
  });
});

describe('logging in', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test('by LOGIN where there is no PLAIN', async () => {
    const answer = ({ at, line }: Step) => {
      if (at !== 'AUTH') return undefined;
      return line === 'AUTH LOGIN'
        ? '334 VXNlcm5hbWU6'
        : line === base64('me')
          ? '334 UGFzc3dvcmQ6'
          : '235 2.7.0 ok';
    };
    const { outcome, server: asked } = await sendOne({ extensions: ['AUTH LOGIN'], answer }, undefined, {
      user: 'me',
      password: 'pw',
    });
    expect(outcome.type).toBe('accepted');
    expect(asked.lines.slice(1, 4)).toEqual(['AUTH LOGIN', base64('me'), base64('pw')]);
  });

  test('is not left out where the server offers none: nothing is sent, and the sentence says what to do', async () => {
    server = await startScriptedSmtp({ extensions: ['STARTTLS'] });
    const transport = openTo(server, { user: 'me', password: 'pw' });
    const error = {
      code: 'RELAY_LOGIN_REFUSED',
      message: expect.stringMatching(/offers no login.*TLS mode starttls/),
    };
    expect(await transport.verify()).toMatchObject({ error });
    expect(await carryOne(transport, messageTo('ana@example.com'))).toMatchObject({
      type: 'unavailable',
      error,
    });
    transport.close();
    expect(server.lines.filter((line) => !line.startsWith('EHLO'))).toEqual([]);
  });

  const token = { login: 'xoauth2', user: 'me', password: 't0ken' } as const;

  test('with an access token', async () => {
    const { outcome, server: asked } = await sendOne(
      { extensions: ['AUTH PLAIN XOAUTH2'] },
      undefined,
      token,
    );
    expect(outcome.type).toBe('accepted');
    expect(asked.lines[1]).toBe(`AUTH XOAUTH2 ${base64('user=me\x01auth=Bearer t0ken\x01\x01')}`);
  });

  test("with a token that has expired, in the server's words", async () => {
    const answer = ({ at, line }: Step) =>
      at !== 'AUTH'
        ? undefined
        : line === ''
          ? '535 5.7.8 token expired'
          : `334 ${base64('{"status":"400"}')}`;
    const { outcome } = await sendOne({ extensions: ['AUTH XOAUTH2'], answer }, undefined, token);
    expect(outcome).toMatchObject({
      type: 'unavailable',
      error: { code: 'RELAY_LOGIN_REFUSED', message: expect.stringContaining('535 5.7.8 token expired') },
    });
  });
});
