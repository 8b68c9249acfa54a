import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../lib/store';
import { createDatabase, type TestDatabase } from '../support/postgres';

describe('a data folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailtarget-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is created, its parents too', async () => {
    const data = join(folder, 'deep', 'data');
    await (await openStore({ type: 'sqlite', folder: data })).close();
    expect(await readdir(data)).toContain('mailtarget.db');
  });

  test('that cannot be made is refused by name', async () => {
    await writeFile(join(folder, 'file'), '');
    const data = join(folder, 'file', 'data');
    await expect(openStore({ type: 'sqlite', folder: data })).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
      message: expect.stringContaining(data),
      details: { folder: data },
    });
  });

  test('in which the database cannot be opened is refused as well', async () => {
    const data = join(folder, 'blocked');
    await mkdir(join(data, 'mailtarget.db'), { recursive: true });
    await expect(openStore({ type: 'sqlite', folder: data })).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
    });
  });

  test('whose database is damaged is told apart, with the file', async () => {
    const data = join(folder, 'damaged');
    await mkdir(data);
    await writeFile(join(data, 'mailtarget.db'), 'this is no database'.repeat(1000));
    await expect(openStore({ type: 'sqlite', folder: data })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining(join(data, 'mailtarget.db')),
    });
  });
});

describe('a Postgres that cannot be used', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  const closedPort = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return String(port);
  };

  test.each([
    ['does not answer', async (url: URL) => (url.port = await closedPort()), /ECONNREFUSED/],
    ['refuses the password', (url: URL) => (url.password = 'wr0ng-secret'), /password authentication failed/],
    ['does not know the database', (url: URL) => (url.pathname = 'no_such_database'), /no_such_database/],
  ])('because it %s is refused with the reason, and without the password', async (_, change, reason) => {
    const url = new URL(database.url);
    await change(url);
    const refusal = await openStore({ type: 'postgres', url: url.href }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringMatching(reason) });
    expect((refusal as Error).message).toContain(url.host);
    expect((refusal as Error).message).not.toContain(url.password);
  });

  test.each([
    ['is none', 'postgres://news:s3cret@db.example:port/news'],
    ['has a password that was not encoded', 'postgres://localhost:1/s3cret@db.example/news'],
  ])('because its URL %s is refused without repeating the URL', async (_, url) => {
    const refusal = await openStore({ type: 'postgres', url }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    expect((refusal as Error).message).not.toContain('s3cret');
  });
});
