import { sql } from 'kysely';
import { resolveAudience, variablesInAudience } from '../../../lib/audience';
import type { Recipients } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { addMany, audienceOf, defineFields, everybody, nobody } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

const variables = async (
  store: Store,
  recipients: Recipients,
  names: readonly string[],
  patienceMs?: number,
) => variablesInAudience(store, await resolveAudience(store.db, recipients, 0), names, patienceMs);

describeEachStore('variables of an audience', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { contacts, fields } = audienceOf(store);
    await defineFields(
      { fields },
      { city: 'text', vip: 'boolean', score: 'number', empty: 'text', left: 'text' },
    );
    await contacts.upsert({ email: 'a@example.com', name: 'Ana', fields: { city: 'Leeds', vip: false } });
    await contacts.upsert({ email: 'b@example.com', fields: { city: '', score: 0 } });
    await contacts.upsert({ email: 'c@example.com', fields: { score: 3, empty: '' } });
    await contacts.upsert({ email: 'd@example.com', status: 'unsubscribed', fields: { left: 'yes' } });
  });

  const known = async (names: string[], recipients = everybody) => [
    ...(await variables(store, recipients, names, Infinity)),
  ];

  test('are those that some contact who is mailed has a value for, false and 0 too', async () => {
    const names = ['email', 'name', 'city', 'vip', 'score'];
    const others = ['left', 'empty', 'none', 'Größe', "x' or 1", 'a.b', '$'];
    expect(await known([...names, ...others])).toEqual(names);
    expect(await known(names, nobody)).toEqual([]);
  });

  test('may be as many as anybody writes', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `v${n}`);
    expect(await known([...many, 'city'])).toEqual(['city']);
    expect(await known([])).toEqual([]);
  });

  test('count as known where time does not allow to look for them', async () => {
    expect([...(await variables(store, everybody, ['city', 'none'], 0))]).toEqual(['city', 'none']);
  });
});

describeEachStore('variables of a large audience', (open, type) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await addMany(store, 30_000);
    await sql`update contacts set fields = '{"rare":"yes"}' where id = 29999`.execute(store.db);
  });

  test('are found in its last contact too', async () => {
    const found = await variables(store, everybody, ['rare', 'none'], Infinity);
    expect([...found]).toEqual(['rare']);
  });

  if (type === 'sqlite') {
    test('leave others their turn while they are looked for', async () => {
      let turns = 0;
      const ticking = setInterval(() => turns++, 0);
      await variables(store, everybody, ['a', 'b', 'c', 'd'], Infinity);
      clearInterval(ticking);
      expect(turns).toBeGreaterThan(3);
    });
  }
});
