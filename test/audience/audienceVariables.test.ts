import { Contacts, countLacking, variablesInAudience } from '../../lib/audience';
import { systemClock } from '../../lib/model';
import type { Store } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const everybody = { all: true, labelIds: [], excludeLabelIds: [] };
const nobody = { ...everybody, all: false };

describeEachStore('variables of an audience', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const contacts = new Contacts(store, systemClock);
    await contacts.upsert({ email: 'a@example.com', name: 'Ana', fields: { city: 'Leeds', vip: false } });
    await contacts.upsert({ email: 'b@example.com', fields: { city: '', score: 0 } });
    await contacts.upsert({ email: 'c@example.com', fields: { score: 3 } });
    await contacts.upsert({ email: 'd@example.com', status: 'unsubscribed', fields: { left: 'yes' } });
  });

  test('are those that some contact who is mailed has a value for, false and 0 too', async () => {
    const names = ['email', 'name', 'city', 'vip', 'score', 'left', 'none', 'Größe', "x' or 1", 'a.b', '$'];
    const known = await variablesInAudience(store, everybody, names);
    expect([...known!]).toEqual(['email', 'name', 'city', 'vip', 'score']);
  });

  test('may be as many as anybody writes', async () => {
    const many = Array.from({ length: 3000 }, (_, n) => `v${n}`);
    expect([...(await variablesInAudience(store, everybody, [...many, 'city']))!]).toEqual(['city']);
    expect(await variablesInAudience(store, everybody, [])).toEqual(new Set());
  });

  test('cannot be told where nobody is mailed', async () => {
    expect(await variablesInAudience(store, nobody, ['email'])).toBeUndefined();
  });

  test('are counted where a contact lacks them; empty text is none', async () => {
    const names = ['email', 'name', 'city', 'vip', 'score', 'none', 'Größe'];
    const required = names.map((name) => ({ name, hasDefault: false }));
    expect(await countLacking(store, everybody, required)).toEqual([0, 2, 2, 2, 1, 3, 3]);
    expect(await countLacking(store, nobody, required)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await countLacking(store, everybody, [])).toEqual([]);
  });

  test('that the campaign has a value for are lacking only where a contact hides it with an empty one', async () => {
    const required = ['name', 'city', 'score', 'none'].map((name) => ({ name, hasDefault: true }));
    expect(await countLacking(store, everybody, required)).toEqual([0, 1, 0, 0]);
  });
});
