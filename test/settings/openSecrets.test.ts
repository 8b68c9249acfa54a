import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore, type Store } from '../../lib/store';
import { openSecrets } from '../../lib/settings/openSecrets';
import { describeEachDatabase, freshDatabase } from '../support/databases';
import { startProgram } from '../support/programs';

describeEachDatabase('the encryption key', (fresh) => {
  test('that the database was created with is accepted again, another one refused', async () => {
    const database = await fresh();
    const store = await openStore(database);
    const encrypted = (await openSecrets(store.db, { database, encryptionKey: 'first' })).encrypt(
      'x',
      'here',
    );
    const again = await openSecrets(store.db, { database, encryptionKey: 'first' });
    expect(again.decrypt(encrypted, 'here')).toBe('x');
    await expect(openSecrets(store.db, { database, encryptionKey: 'second' })).rejects.toMatchObject({
      code: 'ENCRYPTION_KEY_WRONG',
      message: expect.stringContaining('Enter the original key'),
    });
    await store.close();
  });
});

test.each([undefined, ''])('Postgres needs a key, and %j is none', async (encryptionKey) => {
  const { database, remove } = await freshDatabase.postgres();
  const store = await openStore(database);
  await expect(openSecrets(store.db, { database, encryptionKey })).rejects.toMatchObject({
    code: 'ENCRYPTION_KEY_MISSING',
  });
  expect(await store.db.selectFrom('settings').selectAll().execute()).toEqual([]);
  await store.close();
  await remove();
});

describe('the embedded store without a key', () => {
  let folder: string;
  let store: Store;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    const fresh = await freshDatabase.sqlite();
    folder = (fresh.database as { folder: string }).folder;
    store = await openStore(fresh.database);
    remove = fresh.remove;
  });
  afterEach(async () => {
    await store.close();
    await remove();
  });
  const open = () => openSecrets(store.db, { database: { type: 'sqlite', folder } });
  const keyFile = () => join(folder, 'mailtarget.key');

  test('makes a random one in a file for its owner only', async () => {
    await open();
    expect(await readFile(keyFile(), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  });

  test('takes the same one at the next start', async () => {
    const encrypted = (await open()).encrypt('password', 'here');
    const key = await readFile(keyFile(), 'utf8');
    expect((await open()).decrypt(encrypted, 'here')).toBe('password');
    expect(await readFile(keyFile(), 'utf8')).toBe(key);
  });

  test('makes none while another process is at it', async () => {
    const other = startProgram('sqliteShell', join(folder, 'mailtarget.db'));
    try {
      expect(await other.ask('begin immediate')).toBe('done');
      const opening = open();
      for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
      await expect(stat(keyFile())).rejects.toThrow('ENOENT');
      expect(await other.ask('commit')).toBe('done');
      await opening;
      expect(await readFile(keyFile(), 'utf8')).toHaveLength(64);
    } finally {
      await other.end();
    }
  });
});
