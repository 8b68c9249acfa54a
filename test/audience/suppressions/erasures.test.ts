import { createSecretKey } from 'node:crypto';
import { erasureHash, refusedAddresses } from '../../../lib/audience';
import { audienceOf, erasureKey } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

test('the hash of a person says nothing without the key of the store', () => {
  const hash = erasureHash(erasureKey, 'ana@example.com');
  expect(hash).toMatch(/^[\w-]{43}$/);
  expect(erasureHash(erasureKey, 'ana@example.com')).toBe(hash);
  expect(erasureHash(erasureKey, 'ben@example.com')).not.toBe(hash);
  expect(erasureHash(createSecretKey(Buffer.from('another')), 'ana@example.com')).not.toBe(hash);
});

describeEachStore('addresses that are not mailed, not even as a test', (open) => {
  test('are the suppressed, the erased, and those of contacts who are not active', async () => {
    const store = await open();
    const { contacts, suppressions } = audienceOf(store);
    const emails = ['active', 'erased', 'left', 'nobody', 'pending', 'suppressed'].map(
      (name) => `${name}@example.com`,
    );
    await contacts.upsert({ email: 'active@example.com' });
    await contacts.upsert({ email: 'left@example.com', status: 'unsubscribed' });
    await contacts.upsert({ email: 'pending@example.com', status: 'pending' });
    await suppressions.add({ email: 'suppressed@example.com' });
    await suppressions.add({ email: 'left@example.com' });
    const hash = erasureHash(erasureKey, 'erased@example.com');
    await store.db.insertInto('erasures').values({ hash, created_at: 1 }).execute();
    expect(await refusedAddresses(store.db, erasureKey, emails)).toEqual(
      ['erased', 'left', 'pending', 'suppressed'].map((name) => `${name}@example.com`),
    );
  });
});
