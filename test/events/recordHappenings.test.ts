import { type Happening, happening } from '../../lib/events/log/happening';
import { recordHappenings } from '../../lib/events/log/recordHappenings';
import type { CampaignKey, ContactKey, DeliveryEventType } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import { plantMany } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';
import { seededRandom } from '../support/random';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describeEachDatabase('what happened to deliveries', (fresh) => {
  let store: Store;
  let campaign: CampaignKey;
  beforeEach(async () => {
    const database = await fresh();
    campaign = await plantMany(database, 20);
    store = await openStore(database);
  });
  afterEach(() => store.close());

  const happens = (contact: number, type: DeliveryEventType, changes: Partial<Happening> = {}): Happening =>
    happening(campaign, contact as ContactKey, type, changes.at ?? NOW, {
      key: `${type} ${contact} ${changes.at ?? NOW}`,
      ...changes,
    });
  const record = (...all: Happening[]) =>
    store.db.transaction().execute((tx) => recordHappenings(tx, store.dialect, all, NOW));
  const counts = async () => {
    const rows = await store.db.selectFrom('event_counts').selectAll().orderBy('name').execute();
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  };
  const contactOf = (id: number) =>
    store.db
      .selectFrom('contacts')
      .select(['status', 'email'])
      .where('id', '=', id as ContactKey)
      .executeTakeFirstOrThrow();
  const suppressions = () =>
    store.db.selectFrom('suppressions').select(['email', 'reason']).orderBy('email').execute();

  test('is counted with machines and without, and by first times', async () => {
    await record(
      happens(1, 'open'),
      happens(1, 'open', { at: NOW + 1 }),
      happens(2, 'open', { machine: 'apple-mpp' }),
      happens(3, 'click', { link: 0, url: 'https://example.com' }),
    );
    expect(await counts()).toEqual({
      open: 3,
      'open.machine': 1,
      opened_at: 1,
      any_opened_at: 2,
      click: 1,
      clicked_at: 1,
      any_clicked_at: 1,
    });
  });

  test('is written once, however often and by whom it is told', async () => {
    const twice = [happens(1, 'open'), happens(1, 'open')];
    expect(await record(...twice)).toHaveLength(1);
    const told = await Promise.all([record(...twice), record(...twice)]);
    expect(told.flat()).toEqual([]);
    expect(await counts()).toEqual({ open: 1, opened_at: 1, any_opened_at: 1 });
    expect(await store.db.selectFrom('events').selectAll().execute()).toHaveLength(1);
  });

  test('tells when somebody last opened and clicked, and at which hours; machines tell nothing of them', async () => {
    await record(happens(1, 'open'), happens(2, 'open', { machine: 'bot' }));
    await record(happens(1, 'click', { at: NOW + 3_600_000 }), happens(1, 'open', { at: NOW - 1000 }));
    const rows = await store.db.selectFrom('contact_activity').selectAll().execute();
    expect(rows).toEqual([
      {
        contact_id: 1,
        last_send_at: null,
        last_open_at: NOW,
        last_click_at: NOW + 3_600_000,
        open_hours: `${'0'.repeat(11)}111${'0'.repeat(10)}`,
      },
    ]);
  });

  test('keeps those from being mailed again who left, complained, or cannot be reached', async () => {
    await record(
      happens(1, 'unsubscribe'),
      happens(2, 'complaint'),
      happens(3, 'out_of_band', { bounceType: 'hard' }),
      happens(4, 'bounce', { bounceType: 'block' }),
      happens(5, 'soft_bounce', { bounceType: 'soft' }),
    );
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(async (id) => (await contactOf(id)).status));
    expect(statuses).toEqual(['unsubscribed', 'unsubscribed', 'hard_bounce', 'active', 'active']);
    expect(await suppressions()).toEqual([
      { email: 'c1@example.com', reason: 'unsubscribe' },
      { email: 'c2@example.com', reason: 'complaint' },
      { email: 'c3@example.com', reason: 'hard_bounce' },
    ]);
    const consents = await store.db
      .selectFrom('consents')
      .select(['contact_id', 'action', 'source'])
      .execute();
    expect(consents).toEqual([
      { contact_id: 1, action: 'unsubscribed', source: `Unsubscribed from campaign ${campaign}` },
      { contact_id: 2, action: 'unsubscribed', source: `Complained about campaign ${campaign}` },
    ]);
  });

  test('is heeded when somebody who came back leaves again by the same link', async () => {
    await record(happens(1, 'unsubscribe'));
    await store.db.updateTable('contacts').set({ status: 'active' }).execute();
    await record(happens(1, 'unsubscribe'));
    expect(await contactOf(1)).toMatchObject({ status: 'unsubscribed' });
    expect(await counts()).toEqual({ unsubscribe: 1 });
  });

  test('is not written of somebody who was erased', async () => {
    await store.db
      .deleteFrom('deliveries')
      .where('contact_id', '=', 1 as ContactKey)
      .execute();
    await store.db
      .deleteFrom('contacts')
      .where('id', '=', 1 as ContactKey)
      .execute();
    expect(await record(happens(1, 'open', { ip: '203.0.113.9' }))).toEqual([]);
    expect(await store.db.selectFrom('events').selectAll().execute()).toEqual([]);
  });

  test('is counted as a recount of the log counts it, whoever writes at the same time', async () => {
    const random = seededRandom(7);
    const types: DeliveryEventType[] = ['open', 'click', 'bounce', 'complaint', 'unsubscribe'];
    const some = () =>
      Array.from({ length: 40 }, () =>
        happens(1 + random.below(20), random.oneOf(types), {
          at: NOW + random.below(30),
          machine: random.chance(0.3) ? 'bot' : null,
        }),
      );
    await Promise.all(Array.from({ length: 6 }, () => record(...some())));
    const log = await store.db.selectFrom('events').select(['type', 'machine', 'contact_id']).execute();
    const recount: Record<string, number> = {};
    const add = (name: string, count: number) => {
      if (count > 0) recount[name] = count;
    };
    for (const type of types) {
      const ofType = log.filter((row) => row.type === type);
      add(type, ofType.length);
      add(`${type}.machine`, ofType.filter(({ machine }) => machine !== null).length);
    }
    const contacts = (rows: typeof log) => new Set(rows.map(({ contact_id }) => contact_id)).size;
    for (const [type, first] of [
      ['open', 'opened_at'],
      ['click', 'clicked_at'],
    ] as const) {
      const ofType = log.filter((row) => row.type === type);
      add(first, contacts(ofType.filter(({ machine }) => machine === null)));
      add(`any_${first}`, contacts(ofType));
    }
    expect(await counts()).toEqual(recount);
  });
});
