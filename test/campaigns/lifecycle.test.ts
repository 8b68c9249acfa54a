import { transition, TRANSITIONS } from '../../lib/campaigns/lifecycle';
import { CAMPAIGN_STATUSES } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';

describeEachDatabase('the lifecycle', (fresh) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await fresh());
  });
  afterAll(() => store.close());

  const names = Object.keys(TRANSITIONS) as (keyof typeof TRANSITIONS)[];
  const cases = names.flatMap((name) => CAMPAIGN_STATUSES.map((status) => [name, status] as const));

  test.each(cases)('%s from %s', async (name, status) => {
    const { from, to, event } = TRANSITIONS[name];
    const allowed = (from as readonly string[]).includes(status);
    const id = await insertCampaign(store.db);
    await store.db.updateTable('campaigns').set({ status }).where('id', '=', id).execute();
    const row = await transition(store.db, id, name, 5);
    const now = await store.db
      .selectFrom('campaigns')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const events = await store.db.selectFrom('events').select('type').where('campaign_id', '=', id).execute();
    expect(row?.status).toBe(allowed ? to : undefined);
    expect(now.status).toBe(allowed ? to : status);
    expect(events).toEqual(allowed ? [{ type: event }] : []);
  });

  test('happens once, however many ask at the same time', async () => {
    const id = await insertCampaign(store.db);
    await store.db.updateTable('campaigns').set({ status: 'draft' }).where('id', '=', id).execute();
    const rows = await Promise.all([1, 2, 3, 4].map((now) => transition(store.db, id, 'launch', now)));
    expect(rows.filter((row) => row !== undefined)).toHaveLength(1);
  });

  test('is bound to what else has to hold, when that is given', async () => {
    const id = await insertCampaign(store.db);
    await store.db
      .updateTable('campaigns')
      .set({ status: 'scheduled', scheduled_at: 100 })
      .where('id', '=', id)
      .execute();
    const launchIfScheduledFor = (instant: number) =>
      transition(store.db, id, 'launch', 5, {}, (eb) => eb('scheduled_at', '=', instant));
    expect(await launchIfScheduledFor(99)).toBeUndefined();
    expect(await launchIfScheduledFor(100)).toMatchObject({ status: 'sending' });
  });
});
