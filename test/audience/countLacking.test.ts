import { Contacts, countLacking, type RequiredVariable } from '../../lib/audience';
import { systemClock } from '../../lib/model';
import type { Store } from '../../lib/store';
import { addMany, everybody, nobody } from '../support/audience';
import { describeEachStore } from '../support/stores';

const required = (names: string[], campaignHas: RequiredVariable['campaignHas']) =>
  names.map((name) => ({ name, campaignHas }));

describeEachStore('contacts who lack a required variable', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const contacts = new Contacts(store, systemClock);
    await contacts.upsert({ email: 'a@example.com', name: 'Ana', fields: { city: 'Leeds', vip: false } });
    await contacts.upsert({ email: 'b@example.com', fields: { city: '', score: 0 } });
    await contacts.upsert({ email: 'c@example.com', fields: { score: 3 } });
    await contacts.upsert({ email: 'd@example.com', status: 'unsubscribed' });
  });

  test('are counted; empty text is no value', async () => {
    const all = required(['email', 'name', 'city', 'vip', 'score', 'none', 'Größe'], 'nothing');
    expect(await countLacking(store, everybody, all)).toEqual([0, 2, 2, 2, 1, 3, 3]);
    expect(await countLacking(store, nobody, all)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await countLacking(store, everybody, [])).toEqual([]);
  });

  test('are, where the campaign has a value, only those who hide it with an empty one', async () => {
    const withDefault = required(['name', 'city', 'score', 'none'], 'default');
    expect(await countLacking(store, everybody, withDefault)).toEqual([0, 1, 0, 0]);
  });

  test('are all, where the send hides the values with an empty one', async () => {
    expect(await countLacking(store, everybody, required(['email', 'score'], 'emptied'))).toEqual([3, 3]);
  });

  test('are counted once each in a large audience, however many variables are required', async () => {
    const large = await open();
    await addMany(large, 25_000);
    for (const many of [1, 30]) {
      const names = Array.from({ length: many }, (_, n) => (n % 2 === 0 ? 'third' : 'none'));
      const expected = names.map((name) => (name === 'third' ? 25_000 - 8333 : 25_000));
      expect(await countLacking(large, everybody, required(names, 'nothing'))).toEqual(expected);
    }
  });
});
