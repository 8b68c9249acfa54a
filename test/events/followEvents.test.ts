import { recordEvents } from '../../lib/events';
import { followEvents } from '../../lib/events/followEvents';
import { type CampaignKey, type EventType, toId } from '../../lib/model';
import type { Store } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';
import { whenSettled } from '../support/whenSettled';

describeEachStore('whoever follows the log', (open, type) => {
  let store: Store;
  let campaign: CampaignKey;
  let start: string;
  beforeEach(async () => {
    store = await open();
    campaign = await insertCampaign(store.db);
    start = (await followEvents(store, {})).position;
  });

  const record = (
    db: Store['db'],
    reason: string,
    changes: { type?: EventType; campaign?: CampaignKey } = {},
  ) =>
    recordEvents(db, [
      {
        campaign_id: changes.campaign ?? campaign,
        type: changes.type ?? 'sent',
        contact_id: null,
        reason,
        at: 0,
      },
    ]);
  const read = async (after: string, query: Partial<Parameters<typeof followEvents>[1]> = {}) => {
    await whenSettled(store);
    return readNow(after, query);
  };
  const readNow = async (after: string, query: Partial<Parameters<typeof followEvents>[1]> = {}) => {
    const { events, position } = await followEvents(store, { after, ...query });
    return { reasons: events.map(({ reason }) => reason), position };
  };

  test('begins at its end, and goes on from where it was', async () => {
    expect((await read(start)).reasons).toEqual([]);
    await record(store.db, 'one');
    await record(store.db, 'two');
    await record(store.db, 'three');
    const first = await read(start, { limit: 2 });
    expect(first.reasons).toEqual(['one', 'two']);
    const second = await read(first.position, { limit: 2 });
    expect(second.reasons).toEqual(['three']);
    expect(await read(second.position)).toEqual({ reasons: [], position: second.position });
    expect((await followEvents(store, {})).position).toBe(second.position);
  });

  test('reads what it asked for, and moves on where there is none of it', async () => {
    const other = await insertCampaign(store.db);
    for (let index = 0; index < 50; index++) await record(store.db, 'noise', { type: 'paused' });
    await record(store.db, 'wanted', { campaign: other });
    const query = { types: ['sent' as const], campaignId: toId(other), limit: 1 };
    const first = await read(start, query);
    expect(first.reasons).toEqual([]);
    expect(first.position).not.toBe(start);
    const rest = [await read(first.position, query)];
    while (rest.at(-1)!.reasons.length === 0) rest.push(await read(rest.at(-1)!.position, query));
    expect(rest.at(-1)!.reasons).toEqual(['wanted']);
  });

  test('misses nothing of a transaction that began earlier and commits later', async () => {
    if (type === 'sqlite') return; // One writer at a time.
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = store.db.transaction().execute(async (tx) => {
      await record(tx, 'slow');
      begun.resolve();
      await go.promise;
    });
    await begun.promise;
    await record(store.db, 'quick');
    const during = await readNow(start);
    expect(during.reasons).toEqual([]);
    go.resolve();
    await slow;
    expect((await read(during.position)).reasons.sort()).toEqual(['quick', 'slow']);
  });

  test('is told what is wrong with a position that nobody gave it', async () => {
    await expect(read('7')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
