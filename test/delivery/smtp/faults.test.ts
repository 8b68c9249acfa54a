import type { Outcome } from '../../../lib/delivery/outcome';
import {
  type Answer,
  DRIP,
  HANG_UP,
  NOTHING,
  type Script,
  type ScriptedSmtp,
  startScriptedSmtp,
  type Step,
} from '../../support/scriptedSmtp';
import { addresses, contentFor, sendTo } from './feed';

const DATA: string[] = [];
const PIPELINED = ['PIPELINING'];
const CHUNKED = ['PIPELINING', 'CHUNKING'];
const WAYS = [
  ['one command at a time', DATA],
  ['with PIPELINING', PIPELINED],
  ['with CHUNKING', CHUNKED],
] as const;

let server: ScriptedSmtp;
afterEach(() => server.stop());

async function send(count: number, script: Script): Promise<(Outcome | undefined)[]> {
  server = await startScriptedSmtp(script);
  return sendTo(server, count, { messagesInFlight: 2 });
}
const types = (outcomes: (Outcome | undefined)[]) => outcomes.map((outcome) => outcome?.type);
const receivers = () => server.messages.map(({ to }) => to);
/** Says this to the second message, once, at this point. */
const atSecond = (at: Step['at'], answer: ReturnType<NonNullable<Script['answer']>>): Script['answer'] => {
  let said = false;
  return (step) => {
    if (said || step.at !== at || step.message !== 2) return undefined;
    said = true;
    return answer;
  };
};

describe.each(WAYS)('a relay that takes messages %s', (_, extensions) => {
  test('gets each byte for byte, on one connection', async () => {
    expect(types(await send(6, { extensions }))).toEqual(Array(6).fill('accepted'));
    expect(server.connections).toBe(1);
    expect(server.messages.map(({ to, content }) => [to, content])).toEqual(
      addresses(6).map((to) => [to, contentFor(to)]),
    );
  });

  test('greets slowly and gets them all the same', async () => {
    const greeting = Promise.withResolvers<undefined>();
    const answer = (step: Step) => {
      if (step.at !== 'GREETING') return undefined;
      setImmediate(() => greeting.resolve(undefined));
      return greeting.promise;
    };
    expect(types(await send(2, { extensions, answer }))).toEqual(['accepted', 'accepted']);
  });

  test.each([
    ['RCPT', '550 5.1.1 no such user', 'refused'],
    ['RCPT', '451 4.7.1 greylisted', 'deferred'],
    ['RCPT', '452 4.2.2 mailbox full', 'deferred'],
    ['CONTENT', '550 5.7.1 blocked for its content', 'refused'],
    ['CONTENT', '452 4.3.1 no space left', 'deferred'],
    ['MAIL', '553 5.1.8 sender refused', 'held'],
    ['MAIL', '552 5.3.4 too large', 'failed'],
    ['MAIL', '452 4.3.1 no space left', 'deferred'],
  ] as const)('refuses one at %s with %s, and takes the others', async (at, reply, type) => {
    const outcomes = await send(4, { extensions, answer: atSecond(at, reply) });
    expect(types(outcomes)).toEqual(['accepted', type, 'accepted', 'accepted']);
    expect(receivers()).toEqual(['c1@example.com', 'c3@example.com', 'c4@example.com']);
    expect(server.connections).toBe(1);
  });

  test.each(['RCPT', 'CONTENT'] as const)(
    'closes with 421 at %s: that one waits, the others go',
    async (at) => {
      const answer = atSecond(at, '421 4.7.0 too many messages');
      const outcomes = await send(4, { extensions, answer });
      expect(types(outcomes).slice(0, 2)).toEqual(['accepted', 'deferred']);
      // What was on the wire behind it has not been looked at.
      const rest = types(outcomes).slice(2);
      expect(rest.every((type) => type === 'accepted' || type === 'returned')).toBe(true);
      expect(receivers()).toEqual(addresses(4).filter((_to, index) => types(outcomes)[index] === 'accepted'));
    },
  );

  test('closes with 421 instead of taking another: nothing is lost', async () => {
    const answer = (step: Step) =>
      step.at === 'MAIL' && step.message === 3 ? '421 4.4.2 enough' : undefined;
    const outcomes = await send(8, { extensions, answer });
    const sent = types(outcomes).filter((type) => type === 'accepted').length;
    expect(types(outcomes).every((type) => type === 'accepted' || type === 'returned')).toBe(true);
    expect(server.messages).toHaveLength(sent);
    expect(sent).toBeGreaterThanOrEqual(extensions === CHUNKED ? 4 : 8);
  });

  test.each<[string, Answer]>([
    ['hangs up', HANG_UP],
    ['says nothing at all', NOTHING],
    ['says half a line', { raw: '250 2.0.0 que' }],
    ['says a byte now and then, for ever', DRIP],
    ['says garbage', { raw: '\u0000\u0001 hello?\r\n' }],
    ['never ends its line', { raw: '2'.repeat(100_000) }],
    ['asks for more', { raw: '354 more\r\n' }],
  ])('%s after a message: whether it arrived is unknown', async (_what, said) => {
    const outcomes = await send(2, { extensions, answer: atSecond('CONTENT', said) });
    expect(types(outcomes)).toEqual(['accepted', 'unknown']);
  });

  test('hangs up after a message: the next ones go over another connection', async () => {
    const outcomes = await send(6, { extensions, answer: atSecond('CONTENT', HANG_UP) });
    const doubtful = types(outcomes).filter((type) => type === 'unknown').length;
    expect(doubtful).toBeLessThanOrEqual(extensions === CHUNKED ? 2 : 1);
    expect(types(outcomes)[1]).toBe('unknown');
    expect(types(outcomes).at(-1)).toBe('accepted');
    expect(server.connections).toBe(2);
  });

  test.each<[string, Answer]>([
    ['hangs up', HANG_UP],
    ['says nothing', NOTHING],
    ['says a byte now and then, for ever,', DRIP],
    ['says garbage', 'hello?'],
  ])('%s at the first envelope: it is out of order', async (_what, said) => {
    const outcomes = await send(3, { extensions, answer: ({ at }) => (at === 'MAIL' ? said : undefined) });
    expect(outcomes[0]).toMatchObject({ type: 'unavailable', error: { code: 'RELAY_UNREACHABLE' } });
    expect(outcomes.slice(1)).toEqual([undefined, undefined]);
  });

  test('turns everybody away with a 421: it is out of order, in its own words', async () => {
    const answer = ({ at }: Step) => (at === 'MAIL' ? '421 4.3.2 we are closed' : undefined);
    const [outcome] = await send(1, { extensions, answer });
    expect(outcome).toMatchObject({
      type: 'unavailable',
      error: { message: expect.stringContaining('we are closed') },
    });
  });

  test('asks for a message that must not leave any more: it does not', async () => {
    server = await startScriptedSmtp({ extensions });
    const outcomes = await sendTo(server, 3, {}, ({ envelope }) =>
      Promise.resolve(envelope.to !== 'c2@example.com'),
    );
    expect(types(outcomes)).toEqual(['accepted', 'returned', 'accepted']);
    expect(receivers()).toEqual(['c1@example.com', 'c3@example.com']);
  });

  test('is not blamed when nobody can tell whether a message may leave: that one waits', async () => {
    server = await startScriptedSmtp({ extensions });
    const outcomes = await sendTo(server, 3, {}, ({ envelope }) =>
      envelope.to === 'c1@example.com' ? Promise.reject(new Error('The database is away')) : true,
    );
    expect(types(outcomes)).toEqual(['returned', 'accepted', 'accepted']);
    expect(receivers()).toEqual(['c2@example.com', 'c3@example.com']);
  });
});

test('a relay that wants a message after it refused the recipient gets an empty one, and goes on', async () => {
  const answer = ({ at, line, message }: Step) => {
    if (message !== 1) return undefined;
    if (at === 'RCPT') return '550 5.1.1 no such user';
    return at === 'DATA' && line === 'DATA' ? '354 go ahead' : undefined;
  };
  const outcomes = await send(2, { extensions: PIPELINED, answer });
  expect(types(outcomes)).toEqual(['refused', 'accepted']);
  expect(server.connections).toBe(1);
  expect(receivers()).toEqual(['c2@example.com']);
});

test.each<[Step['at'], string]>([
  ['RSET', '500 what'],
  ['CONTENT', '354 more'],
])(
  'a relay whose answer to %s makes no sense: what it says behind that counts for nobody',
  async (at, said) => {
    const answer = async (step: Step) => {
      // So that the answers to both come in one go.
      if (step.at === 'CONTENT' && step.message === 1) await step.behind(/BDAT.*BDAT/s);
      return step.at === at && step.message === (at === 'RSET' ? 1 : 2) ? said : undefined;
    };
    server = await startScriptedSmtp({ extensions: CHUNKED, answer });
    const outcomes = await sendTo(server, 3, { messagesInFlight: 3 });
    expect(types(outcomes)).toEqual(['accepted', 'unknown', 'unknown']);
  },
);

test('a relay whose extensions change from one connection to the next is spoken to as it wants', async () => {
  const offers = [CHUNKED, DATA, PIPELINED, CHUNKED];
  const outcomes = await send(8, {
    extensions: (connection) => offers[(connection - 1) % offers.length]!,
    // Each takes two messages.
    answer: ({ at, message }) => (at === 'MAIL' && message === 3 ? '421 4.4.2 enough' : undefined),
  });
  expect(types(outcomes).every((type) => type === 'accepted' || type === 'returned')).toBe(true);
  expect(new Set(server.messages.map(({ connection }) => connection)).size).toBeGreaterThan(2);
});

test.each([
  ['breaks off before it greets', ({ at }: Step) => (at === 'GREETING' ? HANG_UP : undefined)],
  ['never greets', ({ at }: Step) => (at === 'GREETING' ? NOTHING : undefined)],
  ['greets byte by byte, for ever,', ({ at }: Step) => (at === 'GREETING' ? DRIP : undefined)],
  ['greets with a 554', ({ at }: Step) => (at === 'GREETING' ? '554 go away' : undefined)],
])('a relay that %s is out of order', async (_, answer) => {
  const [outcome] = await send(1, { answer });
  expect(outcome).toMatchObject({ type: 'unavailable', error: { code: 'RELAY_UNREACHABLE' } });
});
