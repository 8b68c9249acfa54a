import { generateKeyPairSync } from 'node:crypto';
import { Settings } from '../../lib/settings';
import type { Store } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const privateKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const dkim = { selector: 'news', privateKey };

describeEachStore('sending domains', (openStore) => {
  let store: Store;
  let domains: Settings['domains'];
  beforeEach(async () => {
    store = await openStore();
    const options = { database: { type: 'sqlite', folder: '/nowhere' }, encryptionKey: 'key' } as const;
    ({ domains } = await Settings.open(store.db, options));
  });

  test('what is set for a domain goes with its senders', async () => {
    await domains.set({ domain: 'Example.COM', dkim, returnPathDomain: 'bounces.example.com' });
    expect(await domains.forSender('news@example.com')).toEqual({
      domain: 'example.com',
      dkim,
      returnPathDomain: 'bounces.example.com',
    });
    expect(await domains.forSender('news@example.net')).toBeUndefined();
    expect(await domains.forSender('news@notexample.com')).toBeUndefined();
  });

  test('a domain without settings of its own has those of the nearest above it', async () => {
    await domains.set({ domain: 'example.com', dkim });
    await domains.set({ domain: 'news.example.com', returnPathDomain: 'bounces.example.com' });
    const domainFor = async (email: string) => (await domains.forSender(email))?.domain;
    expect(await domainFor('ana@shop.example.com')).toBe('example.com');
    expect(await domainFor('ana@news.example.com')).toBe('news.example.com');
    expect(await domainFor('ana@a.b.news.example.com')).toBe('news.example.com');
    expect(await domains.forSender('ana@news.example.com')).toMatchObject({ dkim: null });
  });

  test('setting one again replaces it whole, its key too', async () => {
    await domains.set({ domain: 'example.com', dkim });
    await domains.set({ domain: 'example.com' });
    const plain = { domain: 'example.com', dkim: null, returnPathDomain: null };
    expect(await domains.forSender('news@example.com')).toEqual(plain);
    expect(await domains.list()).toEqual([plain]);
  });

  test('one that was removed is gone, and removing it again is no error', async () => {
    await domains.set({ domain: 'example.com', dkim });
    await domains.remove('Example.com');
    await domains.remove('example.com');
    expect(await domains.forSender('news@example.com')).toBeUndefined();
  });

  test('a key is nowhere in the database in clear, and of no use for another domain', async () => {
    await domains.set({ domain: 'example.com', dkim });
    await domains.set({ domain: 'example.net', dkim });
    const rows = await store.db.selectFrom('sending_domains').selectAll().orderBy('domain').execute();
    const secret = privateKey.split('\n')[1]!;
    expect(JSON.stringify([rows, await domains.list()])).not.toContain(secret);
    const { dkim_key } = rows[0]!;
    await store.db
      .updateTable('sending_domains')
      .set({ dkim_key })
      .where('domain', '=', 'example.net')
      .execute();
    await expect(domains.forSender('ana@example.net')).rejects.toThrow();
  });
});
