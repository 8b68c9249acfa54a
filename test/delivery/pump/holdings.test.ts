import { claimBatch, LEASE_MS } from '../../../lib/delivery/pump/claims';
import { Holdings } from '../../../lib/delivery/pump/holdings';
import type { CampaignKey } from '../../../lib/model';
import { openStore, type Store } from '../../../lib/store';
import { plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import { ManualClock } from '../../support/manualClock';

describeEachDatabase('what a pump holds', (fresh) => {
  let store: Store;
  let campaign: CampaignKey;
  let clock: ManualClock;
  let holdings: Holdings;

  beforeEach(async () => {
    const database = await fresh();
    campaign = await plantMany(database, 2);
    store = await openStore(database);
    clock = new ManualClock();
    holdings = new Holdings(store, clock, 'us');
  });
  afterEach(() => store.close());

  const leases = async () => {
    const rows = await store.db
      .selectFrom('deliveries')
      .select('lease_until')
      .orderBy('contact_id')
      .execute();
    return rows.map((row) => row.lease_until);
  };

  test('stays its own while it runs, but for what was settled', async () => {
    const batch = await claimBatch(store, { campaign, senderDomain: 'example.com' }, 'us', 2, clock.now());
    const end = clock.now() + LEASE_MS;
    holdings.add(batch);
    holdings.remove(batch[1]!);
    holdings.startRenewing();
    await clock.advanceBy(LEASE_MS / 2);
    await eventually(async () => (await leases())[0]! > end);
    expect((await leases())[1]).toBe(end);
    holdings.stopRenewing();
  });

  test('is forgotten when it ends: what could not be given back runs out', async () => {
    const end = clock.now() + LEASE_MS;
    holdings.add(await claimBatch(store, { campaign, senderDomain: 'example.com' }, 'us', 1, clock.now()));
    holdings.startRenewing();
    holdings.stopRenewing();
    holdings.add(await claimBatch(store, { campaign, senderDomain: 'example.com' }, 'us', 1, clock.now()));
    holdings.startRenewing();
    await clock.advanceBy(LEASE_MS / 2);
    await eventually(async () => (await leases())[1]! > end);
    expect((await leases())[0]).toBe(end);
    holdings.stopRenewing();
  });
});
