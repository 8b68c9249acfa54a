import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type * as WorkerThreads from 'node:worker_threads';
import { closeEngines, openEngine } from '../../lib/host';
import { addSubscribers, engineOptions, failure, newsletter, whenSent } from '../support/campaigns';
import { type FreshDatabase, freshDatabase } from '../support/databases';
import { runNode } from '../support/runNode';
import { startSmtpServer } from '../support/smtpServer';

describe('engines in threads', () => {
  const threads: WorkerThreads.Worker[] = [];
  const workerThreads = jest.requireActual<typeof WorkerThreads>('node:worker_threads');
  const { Worker: OriginalWorker } = workerThreads;
  class RememberedWorker extends OriginalWorker {
    constructor(...args: ConstructorParameters<typeof WorkerThreads.Worker>) {
      super(...args);
      threads.push(this);
    }
  }
  let fresh: FreshDatabase;
  let folder: string;

  beforeEach(async () => {
    threads.length = 0;
    workerThreads.Worker = RememberedWorker;
    fresh = await freshDatabase.sqlite();
    folder = (fresh.database as { folder: string }).folder;
  });
  afterEach(async () => {
    await closeEngines();
    workerThreads.Worker = OriginalWorker;
    await fresh.remove();
  });

  test('one store has one thread, however many ask and however they spell it', async () => {
    const spelled = relative(process.cwd(), folder);
    await Promise.all(
      [folder, folder, spelled].map((one) => openEngine({ database: { type: 'sqlite', folder: one } })),
    );
    expect(threads).toHaveLength(1);
  });

  test('another store has another', async () => {
    await openEngine({ database: { type: 'sqlite', folder } });
    await openEngine({ database: { type: 'sqlite', folder: join(folder, 'other') } });
    expect(threads).toHaveLength(2);
  });

  test('a relay that the credential changes is used from then on', async () => {
    const [before, after] = [await startSmtpServer(), await startSmtpServer()];
    await openEngine(engineOptions(fresh.database, before));
    const api = await openEngine(engineOptions(fresh.database, after));
    const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 2)));
    await api.campaigns.send(id);
    await whenSent(api, id);
    expect([before.messages.length, after.messages.length]).toEqual([0, 2]);
    await Promise.all([before.stop(), after.stop()]);
  });

  test('a tracking port that is taken is told, and given up with the next credential', async () => {
    const taken = await startSmtpServer();
    const options = {
      ...engineOptions(fresh.database),
      publicUrl: 'https://mail.example.com',
      trackingPort: null,
    };
    await openEngine(options);
    const code = (await failure(openEngine({ ...options, trackingPort: taken.port })))?.code;
    expect(code).toBe('PORT_UNAVAILABLE');
    const api = await openEngine(options);
    expect(await api.settings.get()).toMatchObject({ trackingPort: null });
    await taken.stop();
  });

  test('an engine that does not listen leaves the port to others, whatever the credential says', async () => {
    const taken = await startSmtpServer();
    const options = { ...engineOptions(fresh.database), listens: false };
    await openEngine({ ...options, trackingPort: null });
    const api = await openEngine({ ...options, trackingPort: taken.port });
    expect(await api.settings.get()).toMatchObject({ trackingPort: taken.port });
    await taken.stop();
  });

  test('a second credential with another key is refused', async () => {
    await openEngine(engineOptions(fresh.database));
    const other = { ...engineOptions(fresh.database), encryptionKey: 'another' };
    expect(await failure(openEngine(other))).toMatchObject({ code: 'ENCRYPTION_KEY_WRONG' });
  });

  test('when a thread dies, who waits is told, and the next call finds a new one', async () => {
    const api = await openEngine(engineOptions(fresh.database));
    await api.contacts.upsert({ email: 'ada@example.com' });
    const neverAnswered = failure(api.contacts.import(new ReadableStream()));
    await threads[0]!.terminate();
    expect(await neverAnswered).toMatchObject({ code: 'ENGINE_STOPPED' });
    expect(await api.contacts.get('ada@example.com')).toMatchObject({ email: 'ada@example.com' });
    expect(threads).toHaveLength(2);
  });

  test('a thread that is started again keeps the relay that was given last', async () => {
    const relay = (host: string) => ({ host, port: 25, tls: 'none' as const });
    await openEngine({ ...engineOptions(fresh.database), relay: relay('old.example') });
    const api = await openEngine({ ...engineOptions(fresh.database), relay: relay('new.example') });
    await threads[0]!.terminate();
    expect((await api.settings.get()).transports).toMatchObject([{ host: 'new.example' }]);
  });

  test('what is no JSON is refused, and leaves nothing waiting', async () => {
    const api = await openEngine(engineOptions(fresh.database));
    const input = { email: 'ada@example.com', name: (() => 'Ada') as never };
    expect(await failure(api.contacts.upsert(input))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('a store that cannot be opened says why, and is tried again at the next call', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const options = { database: { type: 'sqlite' as const, folder: join(file, 'data') } };
    for (let attempt = 1; attempt <= 2; attempt++) {
      const refused = await failure(openEngine(options));
      expect(refused).toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
      expect(refused!.message).toContain(join(file, 'data'));
    }
    expect(threads).toHaveLength(2);
  });

  test('a call after the engines were closed says so', async () => {
    const api = await openEngine({ database: { type: 'sqlite', folder } });
    await closeEngines();
    expect(await failure(api.labels.list())).toMatchObject({ code: 'ENGINE_STOPPED' });
  });

  test('a process with nothing left to do ends by itself, its engine still open', async () => {
    const program = join(__dirname, 'opensAndEnds.ts');
    expect(await runNode([program, folder], process.cwd())).toEqual({
      code: 0,
      stdout: '0 labels\n',
      stderr: '',
    });
  });
});
