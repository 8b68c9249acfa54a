import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { post } from '../../../lib/events/webhooks/http/post';
import type { Store } from '../../../lib/store';
import { failure } from '../../support/campaigns';
import { openStore } from '../../../lib/store';
import { freshDatabase, type FreshDatabase } from '../../support/databases';
import { certificateFor } from '../providers/certificate';
import { type Endpoint, startEndpoint } from './endpoint';
import { hook, type Setting, webhookSetting } from './setting';

describe('a request to an endpoint', () => {
  let fresh: FreshDatabase;
  let store: Store;
  let endpoint: Endpoint;
  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
    store = await openStore(fresh.database);
    endpoint = await startEndpoint();
  });
  afterEach(async () => {
    await endpoint.stop();
    await store.close();
    await fresh.remove();
  });

  /** Names lead where they are told to; the last address stays. */
  const withNames = (names: Record<string, string[][]>, privateNetworks?: string[]): Promise<Setting> =>
    webhookSetting(store, {
      lookup: (name) => {
        const [next, ...rest] = names[name] ?? [];
        if (!next) return Promise.reject(new Error(`getaddrinfo ENOTFOUND ${name}`));
        if (rest.length > 0) names[name] = rest;
        return Promise.resolve(next);
      },
      ...(privateNetworks && { privateNetworks }),
    });
  const sample = async (setting: Setting, url: string) => {
    // As if it had been allowed once.
    const { id } = await setting.webhooks.create(hook('https://later.example'));
    await store.db
      .updateTable('webhooks')
      .set({ url })
      .where('id', '=', Number(id) as never)
      .execute();
    return { failed: await failure(setting.webhooks.test(id)), id };
  };

  test.each([
    'http://127.0.0.1/x',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://inside.example/',
    'https://both.example/',
    'https://localhost./',
  ])('does not go to %s, and such a URL is refused at once', async (url) => {
    const setting = await withNames(
      {
        'inside.example': [['192.168.1.1']],
        'both.example': [['93.184.215.14', '10.0.0.1']],
        'localhost.': [['127.0.0.1']],
      },
      [],
    );
    const refusal = {
      code: 'WEBHOOK_ADDRESS_REFUSED',
      message: expect.stringContaining('is not a public address') as string,
      details: { field: 'url' },
    };
    expect(await failure(setting.webhooks.create(hook(url)))).toMatchObject(refusal);
    const { failed, id } = await sample(setting, url);
    expect(failed).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: expect.stringContaining('is not a public address') as string,
    });
    expect(await failure(setting.webhooks.update(id, { url }))).toMatchObject(refusal);
  });

  test('may go to a name that is not there yet, once it is', async () => {
    const { webhooks } = await withNames({});
    const { id } = await webhooks.create(hook('https://later.example'));
    expect(await failure(webhooks.test(id))).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: expect.stringContaining('ENOTFOUND later.example') as string,
    });
  });

  test('goes where a name leads in a network that is allowed', async () => {
    const setting = await withNames({ 'hooks.example': [['127.0.0.1']] });
    const { failed } = await sample(setting, `http://hooks.example:${endpoint.port}/`);
    expect(failed).toBeUndefined();
    expect(endpoint.received[0]!.headers.host).toBe(`hooks.example:${endpoint.port}`);
  });

  test('goes to the address that was looked at, and not to what the name leads to a moment later', async () => {
    const setting = await withNames({ 'rebinds.example': [['127.0.0.1'], ['127.0.0.2']] });
    const { failed, id } = await sample(setting, `http://rebinds.example:${endpoint.port}/`);
    expect(failed).toBeUndefined();
    expect(endpoint.received).toHaveLength(1);
    expect(await failure(setting.webhooks.test(id))).toMatchObject({
      message: expect.stringContaining('rebinds.example (127.0.0.2) is not a public address') as string,
    });
  });

  const redirectTo = (location: string | undefined, status = 307) => {
    endpoint.answer = ({ path }) =>
      path === '/here'
        ? 200
        : (response) => response.writeHead(status, location === undefined ? {} : { location }).end();
  };

  test.each([307, 308])('follows a redirect that leaves it as it is (%i)', async (status) => {
    redirectTo('/here', status);
    const { failed } = await sample(await withNames({}), endpoint.url);
    expect(failed).toBeUndefined();
    const [first, second] = endpoint.received as [Endpoint['received'][0], Endpoint['received'][0]];
    expect(second).toMatchObject({ path: '/here', method: 'POST', raw: first.raw });
    expect(second.headers['webhook-signature']).toBe(first.headers['webhook-signature']);
  });

  test.each([
    [307, 'http://127.0.0.2/', /127\.0\.0\.2 is not a public address/],
    [307, 'http://[::1]/', /::1 is not a public address/],
    [307, 'http://inside.example/', /inside\.example \(10\.0\.0\.1\) is not a public address/],
    [307, 'ftp://127.0.0.1/', /redirects from http:\/\/ to ftp:\/\//],
    [307, '/again', /redirects more than 3 times/],
    [308, undefined, /It answered 308 without saying where to/],
    [301, 'https://new.example/hooks', /It has moved to https:\/\/new\.example\/hooks: give that URL/],
    [302, 'https://new.example/hooks', /It has moved to/],
    [303, '/hooks', /It has moved to http:\/\/127\.0\.0\.1:\d+\/hooks: give that URL/],
    [304, undefined, /It answered 304/],
  ])('does not follow %i to %s', async (status, location, message) => {
    redirectTo(location, status);
    const setting = await withNames({ 'inside.example': [['10.0.0.1']] });
    const { failed } = await sample(setting, endpoint.url);
    expect(failed).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: expect.stringMatching(message) as string,
    });
  });

  test('does not wait for an answer of 10 MB, whatever it is', async () => {
    let written = 0;
    const slowly = (status: number) => {
      endpoint.answer = () => (response) => {
        response.writeHead(status, { 'content-length': '10000000' });
        const timer = setInterval(() => {
          response.write('x'.repeat(1_000));
          written += 1_000;
        }, 5);
        response.on('close', () => clearInterval(timer));
      };
    };
    const setting = await withNames({});
    slowly(500);
    expect((await sample(setting, endpoint.url)).failed!.message).toMatch(/It answered 500: x{300}$/);
    slowly(200);
    expect((await sample(setting, endpoint.url)).failed).toBeUndefined();
    expect(written).toBeLessThan(100_000);
  });

  test('knows what was answered though the rest of it never comes', async () => {
    endpoint.answer = () => (response) => response.writeHead(500, { 'content-length': '100' }).write('Oh no');
    const setting = await withNames({});
    const { id } = await setting.webhooks.create(hook(endpoint.url));
    const failed = failure(setting.webhooks.test(id));
    let isOver = false;
    void failed.then(() => (isOver = true));
    await setting.until(() => isOver);
    expect((await failed)!.message).toContain('It answered 500: Oh no');
  });

  test.each([
    ['headers without end', (socket: Socket) => flood(socket)],
    ['what is no HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['nothing, and hangs up', (socket: Socket) => void socket.destroy()],
  ])('fails where %s comes', async (_, say) => {
    endpoint.answer = () => (response) => say(response.socket!);
    const { failed } = await sample(await withNames({}), endpoint.url);
    expect(failed).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: expect.stringContaining('It cannot be reached') as string,
    });
  });

  test('is broken off at once where nobody takes the connection', async () => {
    // Its queue is full, as that of a machine that is overrun: it does not even say no.
    const busy = new Worker(
      `require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
        require('node:worker_threads').parentPort.postMessage(this.address().port);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      })`,
      { eval: true },
    );
    const [port] = (await once(busy, 'message')) as [number];
    const queue = Array.from({ length: 5 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    await once(queue[0]!, 'connect');
    const stop = new AbortController();
    const reach = { privateNetworks: ['127.0.0.1'], lookup: () => Promise.resolve([]) };
    const posted = post({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }, reach, stop.signal);
    setTimeout(() => stop.abort(), 200);
    const begun = Date.now();
    await expect(posted).rejects.toMatchObject({ name: 'AbortError' });
    expect(Date.now() - begun).toBeLessThan(3_000);
    for (const socket of queue) socket.destroy();
    await busy.terminate();
  });

  function flood(socket: Socket): void {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`x: ${'x'.repeat(1_000)}\r\n`), 1);
    socket.on('error', () => undefined).on('close', () => clearInterval(timer));
  }

  describe('over TLS', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const trusted = getCACertificates('default');
    let secure: Server;
    let port: number;
    let location: string | undefined;
    beforeAll(async () => {
      const cert = certificateFor(privateKey, Date.now() - 1_000, Date.now() + 3_600_000);
      setDefaultCACertificates([...trusted, cert]);
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
      secure = createServer({ key, cert }, (request, response) => {
        request.resume();
        response.writeHead(location ? 307 : 200, location ? { location } : {}).end();
      });
      secure.listen(0, '127.0.0.1');
      await once(secure, 'listening');
      ({ port } = secure.address() as AddressInfo);
    });
    beforeEach(() => (location = undefined));
    afterAll(async () => {
      setDefaultCACertificates(trusted);
      secure.closeAllConnections();
      secure.close();
      await once(secure, 'close');
    });
    const certified = 'sns.amazonaws.com';
    const names = () => withNames({ [certified]: [['127.0.0.1']], 'other.example': [['127.0.0.1']] });

    test('goes to whom the certificate names', async () => {
      expect((await sample(await names(), `https://${certified}:${port}/`)).failed).toBeUndefined();
    });

    test.each(['other.example', '127.0.0.1'])(
      'does not go to %s with the certificate of another',
      async (name) => {
        const { failed } = await sample(await names(), `https://${name}:${port}/`);
        expect(failed).toMatchObject({
          code: 'WEBHOOK_FAILED',
          message: expect.stringMatching(/cannot be reached \(.*certificate/) as string,
        });
      },
    );

    test('is not followed to where it would be read by others', async () => {
      location = endpoint.url;
      const { failed } = await sample(await names(), `https://${certified}:${port}/`);
      expect(failed!.message).toContain('redirects from https:// to http://');
      expect(endpoint.received).toEqual([]);
    });
  });
});
