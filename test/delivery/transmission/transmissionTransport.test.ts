import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Outcome } from '../../../lib/delivery/outcome';
import { eventually } from '../../support/eventually';
import { startSmtpServer } from '../../support/smtpServer';
import {
  API_KEY,
  hangUp,
  type Said,
  sayNothing,
  startTransmissionApi,
  type TransmissionApi,
  type TransmissionSwitches,
} from '../../support/transmissionApi';
import { addresses, feedOf, messageTo } from '../smtp/feed';
import { bodyFor, openTo, sendTo, SHORT, transmissionsTo } from './sending';

let api: TransmissionApi;
afterEach(() => api.stop());

async function send(
  count: number,
  switches: TransmissionSwitches = {},
  silence?: typeof SHORT,
): Promise<(Outcome | undefined)[]> {
  api = await startTransmissionApi(switches);
  return sendTo(api, count, undefined, silence);
}
const types = (outcomes: (Outcome | undefined)[]) => outcomes.map((outcome) => outcome?.type);
const bodies = () => api.requests.map(({ body }) => body);
/** Says this to some requests, by their numbers; the others are answered as documented. */
const sayTo =
  (said: Said, ...numbers: number[]): TransmissionSwitches['answer'] =>
  ({ number }) =>
    numbers.includes(number) ? said : undefined;
const unreachable = { type: 'unavailable', error: { code: 'RELAY_UNREACHABLE' } };

/** A port on which somebody else answers, or nobody. */
async function onPort<T>(
  onConnection: (socket: Socket) => unknown,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const result = await use(port);
  for (const socket of sockets) socket.destroy();
  server.close();
  return result;
}

describe('the Transmission API', () => {
  test('gets each message as the body of a request, with the key, on one connection', async () => {
    expect(types(await send(5))).toEqual(Array(5).fill('accepted'));
    expect(bodies()).toEqual(addresses(5).map(bodyFor));
    expect(api.connections).toBe(1);
    expect(api.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/layang/transmissions',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'content-length': String(bodyFor('c1@example.com').length),
      },
    });
  });

  test('gets a message in pieces as one body, whatever its size', async () => {
    api = await startTransmissionApi();
    const [start, end] = [bodyFor('ana@example.com').slice(0, -1), `,"x":"${'ü'.repeat(2_000_000)}"}`];
    const message = {
      ...messageTo('ana@example.com'),
      content: [start, '', end].map((piece) => Buffer.from(piece)),
    };
    const { feed, outcomes } = feedOf([message]);
    const transport = openTo(api);
    await transport.carry(feed);
    transport.close();
    expect(types([...outcomes.values()])).toEqual(['accepted']);
    expect(bodies()[0] === start + end).toBe(true);
  });

  test('says the transmissionId, which is kept', async () => {
    const [outcome] = await send(1);
    expect(outcome).toEqual({
      type: 'accepted',
      reply: { code: 200, enhanced: null, text: '200 Transmission received transmissionId t-1' },
    });
  });

  test('refuses one message, and gets the others', async () => {
    const said = { status: 422, body: { error: 'RECIPIENT_SUPPRESSED', message: 'on the list' } };
    expect(types(await send(3, { answer: sayTo(said, 2) }))).toEqual(['accepted', 'refused', 'accepted']);
  });

  test.each([401, 403, 404, 429, 302])('answers %i: no other message is taken', async (status) => {
    const outcomes = await send(3, { answer: sayTo({ status }, 2) });
    expect(types(outcomes)).toEqual(['accepted', 'unavailable', undefined]);
    expect(api.requests).toHaveLength(2);
  });

  test('fails at one message: that one waits, and the others go', async () => {
    const outcomes = await send(4, { answer: sayTo({ status: 500 }, 2) });
    expect(types(outcomes)).toEqual(['accepted', 'deferred', 'accepted', 'accepted']);
  });

  test('fails at the first message, and answers otherwise: that one waits, and the others go', async () => {
    const outcomes = await send(3, { answer: sayTo({ status: 500 }, 1) });
    expect(types(outcomes)).toEqual(['deferred', 'accepted', 'accepted']);
    expect(bodies()[1]).toBe('{}');
  });

  test('fails from the first message on: it is out of order', async () => {
    const outcomes = await send(2, { answer: () => ({ status: 502 }) });
    expect(types(outcomes)).toEqual(['unavailable', undefined]);
  });

  test('fails again and again: it is out of order, for another feed as well', async () => {
    api = await startTransmissionApi({ answer: sayTo({ status: 500 }, 2, 3, 4) });
    const transport = openTo(api);
    const [first, second, third] = [
      feedOf(transmissionsTo(9)),
      feedOf(transmissionsTo(9)),
      feedOf(transmissionsTo(1)),
    ];
    for (const { feed } of [first, second, third]) await transport.carry(feed);
    transport.close();
    expect(types([...first.outcomes.values()])).toEqual(['accepted', 'deferred', 'unavailable']);
    expect(types([...second.outcomes.values()])).toEqual(['unavailable']);
    expect(types([...third.outcomes.values()])).toEqual(['accepted']);
  });

  test('is asked for nothing whose turn has not come', async () => {
    api = await startTransmissionApi();
    const outcomes = await sendTo(api, 3, ({ envelope }) =>
      Promise.resolve(envelope.to !== 'c2@example.com'),
    );
    expect(types(outcomes)).toEqual(['accepted', 'returned', 'accepted']);
    expect(bodies()).toEqual([bodyFor('c1@example.com'), bodyFor('c3@example.com')]);
  });

  test('is asked at the turn of a message, however long that takes to come', async () => {
    api = await startTransmissionApi();
    const turn = Promise.withResolvers<boolean>();
    const sending = sendTo(api, 1, () => turn.promise);
    await api.openIs(1);
    expect(api.requests).toEqual([]);
    turn.resolve(true);
    expect(types(await sending)).toEqual(['accepted']);
  });

  test('hangs up while a message waits for its turn: the message goes back, once its turn is known', async () => {
    api = await startTransmissionApi();
    const turn = Promise.withResolvers<boolean>();
    const { feed, outcomes } = feedOf(transmissionsTo(1), () => turn.promise);
    const transport = openTo(api);
    const carried = transport.carry(feed);
    await api.openIs(1);
    await api.breakOff();
    // Some round trips, so that this end has heard of it.
    await sendTo(api, 3);
    expect(outcomes.size).toBe(0);
    turn.resolve(true);
    await carried;
    transport.close();
    expect([...outcomes.values()]).toEqual([{ type: 'returned' }]);
    expect(api.requests).toHaveLength(3);
  });

  test('has closed a connection that rested: the next message goes over another', async () => {
    api = await startTransmissionApi();
    const transport = openTo(api);
    const [first, second] = [feedOf(transmissionsTo(1)), feedOf(transmissionsTo(1))];
    await transport.carry(first.feed);
    await api.breakOff();
    await transport.carry(second.feed);
    transport.close();
    expect(types([...first.outcomes.values(), ...second.outcomes.values()])).toEqual([
      'accepted',
      'accepted',
    ]);
    expect(api.connections).toBe(2);
  });

  test('is not followed elsewhere: the key stays where it belongs', async () => {
    const other = await startTransmissionApi();
    const answer = () => ({ status: 307, headers: { location: other.url } });
    expect(types(await send(1, { answer }))).toEqual(['unavailable']);
    expect(other.requests).toEqual([]);
    await other.stop();
  });
});

describe('an API that goes wrong after a message', () => {
  test('from the first one on is out of order: no other is put in doubt', async () => {
    expect(types(await send(3, { answer: () => hangUp }))).toEqual(['unknown', 'unavailable', undefined]);
    expect(api.requests).toHaveLength(1);
  });

  test('and after another is out of order', async () => {
    const outcomes = await send(5, { answer: sayTo(hangUp, 2, 3, 4) });
    expect(types(outcomes)).toEqual(['accepted', 'unknown', 'unknown', 'unavailable', undefined]);
    expect(outcomes[3]).toMatchObject(unreachable);
  });

  test('and then answers is in order', async () => {
    const outcomes = await send(5, { answer: sayTo(hangUp, 2, 4) });
    expect(types(outcomes)).toEqual(['accepted', 'unknown', 'accepted', 'unknown', 'accepted']);
  });

  test.each<[string, Said]>([
    ['hangs up', hangUp],
    ['says nothing', sayNothing],
    ['says half a status', (response) => response.socket!.end('HTTP/1.1 20')],
    ['says garbage', (response) => response.socket!.end('\u0000\u0001 hello?\r\n\r\n')],
    ['says that it is at it, and goes on saying so', goOn((response) => response.writeProcessing())],
  ])('%s: whether it was taken is unknown, and the others go', async (_, said) => {
    const outcomes = await send(3, { answer: sayTo(said, 2) }, SHORT);
    expect(types(outcomes)).toEqual(['accepted', 'unknown', 'accepted']);
  });

  test.each<[string, Said]>([
    [
      'breaks off',
      (response) =>
        void response.writeHead(200, { 'content-length': 100 }).write('{"trans', () => response.destroy()),
    ],
    ['stops', (response) => void response.writeHead(200, { 'content-length': 100 }).write('{"trans')],
    ['never ends', goOn((response) => response.write('x'))],
    ['is no JSON', { status: 200, body: '{"transmissionId": ' }],
  ])('that took it, and whose answer %s: it was taken', async (_, said) => {
    const outcomes = await send(3, { answer: sayTo(said, 2) }, SHORT);
    expect(types(outcomes)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test('that took it and says far too much is not heard to the end', async () => {
    const said: Said = (response) => response.writeHead(200).end('x'.repeat(1_000_000));
    const outcomes = await send(3, { answer: sayTo(said, 2) });
    expect(types(outcomes)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(api.connections).toBe(2);
  });

  test.each<[string, Outcome['type'], (socket: Socket) => unknown]>([
    ['stops reading', 'unknown', (socket) => socket.pause()],
    ['hangs up', 'unknown', (socket) => socket.once('data', () => socket.destroy())],
    [
      'answers already',
      'failed',
      (socket) => socket.once('data', () => socket.write('HTTP/1.1 413 Large\r\ncontent-length: 0\r\n\r\n')),
    ],
  ])('that %s while it is being written: %s', async (_, type, onConnection) => {
    api = await startTransmissionApi();
    // More than the system's buffers hold.
    const { feed, outcomes } = feedOf([messageTo('ana@example.com', 'x'.repeat(20_000_000))]);
    await onPort(onConnection, async (port) => {
      const transport = openTo({ url: `http://localhost:${port}/` }, {}, SHORT);
      await transport.carry(feed);
      transport.close();
    });
    expect(types([...outcomes.values()])).toEqual([type]);
  });

  test('never says the key', async () => {
    const body = { error: 'UNAUTHORIZED', message: `There is no key ${API_KEY}.` };
    const [outcome] = await send(1, { answer: () => ({ status: 401, body }) });
    expect(outcome).toMatchObject({ error: { message: expect.stringContaining('There is no key ….') } });
  });
});

/** Does something every some milliseconds, until the connection is closed. */
function goOn(act: (response: Parameters<Extract<Said, (...args: never[]) => void>>[0]) => unknown): Said {
  return (response) => {
    const acting = setInterval(() => act(response), 20);
    response.on('close', () => clearInterval(acting));
  };
}

describe('connections', () => {
  test('are as many as there are feeds, and serve the next ones', async () => {
    api = await startTransmissionApi();
    const transport = openTo(api);
    await transport.carry(feedOf(transmissionsTo(1)).feed);
    const gate = Promise.withResolvers<boolean>();
    const feeds = [1, 2, 3].map(() => feedOf(transmissionsTo(2), () => gate.promise));
    const carried = feeds.map(({ feed }) => transport.carry(feed));
    await api.openIs(3);
    gate.resolve(true);
    await Promise.all(carried);
    expect(api.connections).toBe(3);
    expect(types(feeds.flatMap(({ outcomes }) => [...outcomes.values()]))).toEqual(Array(6).fill('accepted'));
    transport.close();
    await api.openIs(0);
  });

  test('that rest are kept up to the limit', async () => {
    api = await startTransmissionApi();
    const transport = openTo(api, { maxConnections: 2 });
    const gate = Promise.withResolvers<boolean>();
    const carried = [1, 2, 3].map(() => transport.carry(feedOf(transmissionsTo(1), () => gate.promise).feed));
    await api.openIs(3);
    gate.resolve(true);
    await Promise.all(carried);
    await api.openIs(2);
    transport.close();
    await api.openIs(0);
  });

  test('that carry a feed when the transport is closed end with it, on the connection they have', async () => {
    api = await startTransmissionApi();
    const transport = openTo(api);
    const { feed, outcomes } = feedOf(transmissionsTo(3), ({ envelope }) => {
      if (envelope.to === 'c2@example.com') transport.close();
      return true;
    });
    await transport.carry(feed);
    expect(types([...outcomes.values()])).toEqual(['accepted', 'accepted', 'accepted']);
    expect(api.connections).toBe(1);
    await api.openIs(0);
  });

  test('wait for a feed that has nothing at the moment', async () => {
    api = await startTransmissionApi();
    const transport = openTo(api);
    const { feed, outcomes } = feedOf(transmissionsTo(2));
    let more = 1;
    await transport.carry({
      ...feed,
      take: () => (more-- > 0 ? feed.take() : undefined),
      async wait() {
        if (outcomes.size === 2) return false;
        await eventually(() => Promise.resolve(outcomes.size === 1));
        more = 1;
        return true;
      },
    });
    transport.close();
    expect(types([...outcomes.values()])).toEqual(['accepted', 'accepted']);
  });
});

describe('a server that cannot be reached', () => {
  beforeEach(async () => {
    api = await startTransmissionApi();
  });
  test('because nobody listens: it is out of order, and no turn is used up', async () => {
    const { url } = api;
    await api.stop();
    const turn = jest.fn(() => true);
    expect((await sendTo({ url }, 2, turn))[0]).toMatchObject(unreachable);
    expect(turn).not.toHaveBeenCalled();
    api = await startTransmissionApi();
  });

  test('because its name does not exist', async () => {
    expect((await sendTo({ url: 'https://api.mailtarget.invalid/' }, 1))[0]).toMatchObject(unreachable);
  });

  test('because it never speaks TLS', async () => {
    const [outcome] = await onPort(
      () => undefined,
      (port) => sendTo({ url: `https://localhost:${port}/` }, 1),
    );
    expect(outcome).toMatchObject(unreachable);
  });

  test('securely, because it does not speak TLS', async () => {
    const [outcome] = await sendTo({ url: api.url.replace('http:', 'https:') }, 1);
    expect(outcome).toMatchObject({ type: 'unavailable', error: { code: 'RELAY_TLS_FAILED' } });
    expect(api.requests).toEqual([]);
  });

  test('securely, because nobody trusts its certificate', async () => {
    const untrusted = await startSmtpServer({ tls: 'implicit' });
    const [outcome] = await sendTo({ url: `https://localhost:${untrusted.port}/` }, 1);
    expect(outcome).toMatchObject({
      type: 'unavailable',
      error: { code: 'RELAY_TLS_FAILED', message: expect.stringContaining('certificate') },
    });
    await untrusted.stop();
  });
});

describe('looking whether the API lets us in', () => {
  const verify = async (switches: TransmissionSwitches = {}, apiKey = API_KEY): Promise<string> => {
    api = await startTransmissionApi(switches);
    const transport = openTo(api, { apiKey }, SHORT);
    const trouble = await transport.verify();
    transport.close();
    return trouble?.error.code ?? 'yes';
  };

  test('sends nothing', async () => {
    expect(await verify()).toBe('yes');
    expect(bodies()).toEqual(['{}']);
    await api.openIs(0);
  });

  test('tells of a key that is wrong', async () => {
    expect(await verify({}, 'mt_other')).toBe('RELAY_LOGIN_REFUSED');
  });

  test.each([
    [422, 'yes'],
    [403, 'RELAY_LOGIN_REFUSED'],
    [404, 'RELAY_UNREACHABLE'],
    [301, 'RELAY_UNREACHABLE'],
    [429, 'RELAY_UNREACHABLE'],
    [500, 'RELAY_UNREACHABLE'],
    // It is something else that takes anything.
    [200, 'RELAY_UNREACHABLE'],
  ])('is %i: %s', async (status, result) => {
    expect(await verify({ answer: () => ({ status }) })).toBe(result);
  });

  test.each([hangUp, sayNothing])('gets no answer', async (said) => {
    expect(await verify({ answer: () => said })).toBe('RELAY_UNREACHABLE');
  });
});
