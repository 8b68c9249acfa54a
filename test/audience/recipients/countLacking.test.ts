import { countLacking, type RequiredVariable, resolveAudience } from '../../../lib/audience';
import type { Recipients } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { addMany, audienceOf, defineFields, everybody, nobody } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

const required = (names: string[], campaignHas: RequiredVariable['campaignHas']) =>
  names.map((name) => ({ name, campaignHas }));

const lacking = async (store: Store, recipients: Recipients, variables: readonly RequiredVariable[]) =>
  countLacking(store, await resolveAudience(store.db, recipients, 0), variables);

describeEachStore('contacts who lack a required variable', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { contacts, fields } = audienceOf(store);
    await defineFields({ fields }, { city: 'text', vip: 'boolean', score: 'number' });
    await contacts.upsert({ email: 'a@example.com', name: 'Ana', fields: { city: 'Leeds', vip: false } });
    await contacts.upsert({ email: 'b@example.com', fields: { city: '', score: 0 } });
    await contacts.upsert({ email: 'c@example.com', fields: { score: 3 } });
    await contacts.upsert({ email: 'd@example.com', status: 'unsubscribed' });
  });

  test('are counted; empty text is no value', async () => {
    const all = required(['email', 'name', 'city', 'vip', 'score', 'none', 'Größe'], 'nothing');
    expect(await lacking(store, everybody, all)).toEqual([0, 2, 2, 2, 1, 3, 3]);
    expect(await lacking(store, nobody, all)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await lacking(store, everybody, [])).toEqual([]);
  });

  test('are, where the campaign has a value, only those who hide it with an empty one', async () => {
    const withDefault = required(['name', 'city', 'score', 'none'], 'default');
    expect(await lacking(store, everybody, withDefault)).toEqual([0, 1, 0, 0]);
  });

  test('are all, where the send hides the values with an empty one', async () => {
    expect(await lacking(store, everybody, required(['email', 'score'], 'emptied'))).toEqual([3, 3]);
  });

  test('are counted once each in a large audience, however many variables are required', async () => {
    const large = await open();
    await addMany(large, 25_000);
    for (const many of [1, 30]) {
      const names = Array.from({ length: many }, (_, n) => (n % 2 === 0 ? 'third' : 'none'));
      const expected = names.map((name) => (name === 'third' ? 25_000 - 8333 : 25_000));
      expect(await lacking(large, everybody, required(names, 'nothing'))).toEqual(expected);
    }
  });
});
