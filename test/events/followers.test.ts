import { recordEvents } from '../../lib/events';
import { acknowledge, nextEvents } from '../../lib/events/followers';
import type { CampaignKey, EventType } from '../../lib/model';
import type { Store } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';
import { whenSettled } from '../support/whenSettled';

const follower = 'a workflow';

describeEachStore('a follower of the log', (open) => {
  let store: Store;
  let campaign: CampaignKey;
  beforeEach(async () => {
    store = await open();
    campaign = await insertCampaign(store.db);
    await record('before');
    await whenSettled(store);
    expect(await nextEvents(store, { follower })).toEqual({ events: [], batch: null });
  });

  const record = (reason: string, type: EventType = 'sent') =>
    recordEvents(store.db, [{ campaign_id: campaign, type, contact_id: null, reason, at: 0 }]);
  const next = async (query: { limit?: number; types?: EventType[] } = {}) => {
    await whenSettled(store);
    const { events, batch } = await nextEvents(store, { follower, ...query });
    return { reasons: events.map(({ reason }) => reason), batch };
  };

  test('gets a batch again and again, and the same one, until it is acknowledged', async () => {
    await record('one');
    await record('two');
    await record('three');
    const first = await next({ limit: 2 });
    expect(first.reasons).toEqual(['one', 'two']);
    await record('four');
    // A smaller limit does not make it lose the rest of what it was given.
    expect(await next({ limit: 1 })).toEqual(first);
    await acknowledge(store, { follower, batch: first.batch! });
    await acknowledge(store, { follower, batch: first.batch! });
    const second = await next();
    expect(second.reasons).toEqual(['three', 'four']);
    await acknowledge(store, { follower, batch: second.batch! });
    expect(await next()).toEqual({ reasons: [], batch: null });
  });

  test('gets nothing that it did not ask for, and need not acknowledge it', async () => {
    await record('noise', 'paused');
    expect(await next({ types: ['sent'] })).toEqual({ reasons: [], batch: null });
    await record('wanted');
    expect((await next({ types: ['sent'] })).reasons).toEqual(['wanted']);
  });

  test('has a place of its own', async () => {
    await record('one');
    expect(await nextEvents(store, { follower: 'another' })).toEqual({ events: [], batch: null });
    expect((await next()).reasons).toEqual(['one']);
  });
});
