import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describeEachDatabase, freshDatabase } from '../../support/databases';
import { failure } from '../../support/campaigns';
import { eventually } from '../../support/eventually';
import { BROWSER, trackCampaign, type Tracked } from '../trackedCampaign';

const HOST = '127.0.0.1';

/** What comes back for these bytes until the connection ends. */
async function speak(port: number, text: string): Promise<string> {
  const socket = connect(port, HOST)
    .setEncoding('latin1')
    .on('error', () => {});
  let answer = '';
  socket.on('data', (chunk: string) => (answer += chunk));
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describeEachDatabase('the tracking server', (fresh) => {
  let tracked: Tracked;
  let url: string;
  let port: number;
  beforeAll(async () => {
    tracked = await trackCampaign(await fresh());
    ({ port } = await tracked.tracking.start({ port: 0, host: HOST }));
    url = `http://${HOST}:${port}`;
  });
  afterAll(() => tracked.close());
  const get = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { 'user-agent': BROWSER, ...init.headers } });

  test('answers the pixel once the open is on record', async () => {
    const before = tracked.happened.length;
    const response = await get(`/o/${tracked.token}.gif`, { headers: { 'x-forwarded-for': '198.51.100.4' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect((await response.arrayBuffer()).byteLength).toBe(42);
    expect(response.headers.has('server')).toBe(false);
    expect(tracked.happened.slice(before)).toMatchObject([
      { type: 'open', ip: '198.51.100.4', machine: null },
    ]);
  });

  test('records each of a thousand opens at a time, once', async () => {
    const before = tracked.happened.length;
    await Promise.all(Array.from({ length: 1000 }, () => get(`/o/${tracked.token}.gif`)));
    expect(tracked.happened.length - before).toBe(1000);
  });

  test('leads on from a link, and shows the pages', async () => {
    const click = await get(`/c/${tracked.token}/0`);
    expect([click.status, click.headers.get('location')]).toEqual([
      302,
      'https://roastery.example/shop?a=1&b=2',
    ]);
    const page = await get(`/u/${tracked.token}`, { headers: { 'accept-language': 'de' } });
    expect(page.headers.get('content-language')).toBe('de');
    expect(await page.text()).toContain('Abmelden');
    const form = { method: 'POST', body: new URLSearchParams({ do: 'unsubscribe' }) };
    expect((await get(`/u/${tracked.token}`, form)).status).toBe(200);
    expect(await tracked.api.contacts.get('ana@example.com')).toMatchObject({ status: 'unsubscribed' });
    await get(`/u/${tracked.token}`, { method: 'POST', body: new URLSearchParams({ do: 'resubscribe' }) });
  });

  test('says at its root that it answers links, and counts nobody for that', async () => {
    const [before, { refused }] = [tracked.happened.length, await tracked.tracking.counts()];
    for (const path of ['/', '/?a=1', '']) {
      const page = await get(path, { headers: { 'accept-language': 'fr' } });
      expect([page.status, page.headers.get('content-language')]).toEqual([200, 'fr']);
      expect(page.headers.get('x-robots-tag')).toContain('noindex');
      expect(await page.text()).toContain('Cette adresse répond aux liens des e-mails');
    }
    expect((await get('/', { method: 'HEAD' })).status).toBe(200);
    for (const elsewhere of ['/admin', '/u', '/5d0c3c52-5b0c-4c9e-9f1e-2c9fb0a3a9d1/5d0c3c53'])
      expect((await get(elsewhere)).status).toBe(404);
    expect((await get('/', { method: 'POST' })).status).toBe(404);
    expect(tracked.happened).toHaveLength(before);
    expect(await tracked.tracking.counts()).toMatchObject({ refused });
  });

  test('answers HEAD as GET, without a body', async () => {
    for (const path of [`/o/${tracked.token}.gif`, `/u/${tracked.token}`]) {
      const [head, full] = [await get(path, { method: 'HEAD' }), await get(path)];
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(head.headers.get('content-length')).toBe(full.headers.get('content-length'));
    }
  });

  test('counts tokens that are not ours', async () => {
    const { refused } = await tracked.tracking.counts();
    expect((await get('/u/a-b-cccccccccccccccc')).status).toBe(404);
    expect(await tracked.tracking.counts()).toMatchObject({ refused: refused + 1 });
  });

  test.each<[string, RegExp, () => string]>([
    [
      'a body of 9 KB',
      /^HTTP\/1.1 413/,
      () => `POST /u/${tracked.token} HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n${'a'.repeat(9000)}`,
    ],
    [
      'headers of 20 KB',
      /^HTTP\/1.1 431/,
      () => `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    ],
    ['a path of 20 KB', /^HTTP\/1.1 431/, () => `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['what is no HTTP', /^HTTP\/1.1 400/, () => 'EHLO mail\r\n\r\n'],
    [
      'two lengths of one body',
      /^HTTP\/1.1 400/,
      () =>
        'POST /u/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('refuses %s', async (_, answer, text) => {
    expect(await speak(port, text())).toMatch(answer);
    expect((await get(`/o/${tracked.token}.gif`)).status).toBe(200);
  });
});

test('a port that is taken is refused with a sentence that says what to do', async () => {
  const { database, remove } = await freshDatabase.sqlite();
  const tracked = await trackCampaign(database);
  const other = createServer().listen(0, HOST);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await failure(tracked.tracking.start({ port, host: HOST }))).toEqual({
    code: 'PORT_UNAVAILABLE',
    message: `Another program listens on port ${port} of 127.0.0.1. Choose another port for tracking, or stop that program.`,
    details: { field: 'port', port },
  });
  other.close();
  await tracked.close();
  await remove();
});

test('a server that is closed has answered what was under way, and records what it held back', async () => {
  const { database, remove } = await freshDatabase.sqlite();
  const tracked = await trackCampaign(database);
  const { port, close } = await tracked.tracking.start({ port: 0, host: HOST });
  const asked = [`/o/${tracked.token}.gif`, `/c/${tracked.token}/0`].map((path) =>
    fetch(`http://${HOST}:${port}${path}`, { redirect: 'manual', headers: { 'user-agent': BROWSER } }),
  );
  await eventually(async () => (await tracked.tracking.counts()).requests === 2);
  await close();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 302]);
  expect(tracked.happened.map(({ type }) => type).sort()).toEqual(['click', 'open']);
  await expect(fetch(`http://${HOST}:${port}/`)).rejects.toThrow();
  await tracked.close();
  await remove();
});

test('whoever never ends a request is let go', async () => {
  const { database, remove } = await freshDatabase.sqlite();
  const tracked = await trackCampaign(database);
  const { port } = await tracked.tracking.start({ port: 0, host: HOST });
  expect(await speak(port, 'GET / HTTP/1.1\r\nHost: a\r\n')).toMatch(/^HTTP\/1.1 408/);
  await tracked.close();
  await remove();
});
