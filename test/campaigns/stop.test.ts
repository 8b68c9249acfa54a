import { pauseCampaign } from '../../lib/campaigns';
import { transition } from '../../lib/campaigns/lifecycle';
import { Stopper } from '../../lib/campaigns/stop';
import { LocalJobs } from '../../lib/jobs';
import { type CampaignKey, type DeliveryStatus, STOPPED } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import { insertCampaign, insertContact } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';

const MINUTE = 60_000;

describeEachDatabase('stopping a campaign', (fresh) => {
  let store: Store;
  let clock: ManualClock;
  let processes: LocalJobs[];

  beforeEach(async () => {
    store = await openStore(await fresh());
    clock = new ManualClock();
    processes = [];
  });
  afterEach(async () => {
    await Promise.all(processes.map((jobs) => jobs.stop()));
    await store.close();
  });

  /** As in a process that has just come up. */
  function start(): Stopper {
    const jobs = new LocalJobs(
      clock,
      (_, error) => {
        throw error;
      },
      2,
    );
    processes.push(jobs);
    return new Stopper(store, clock, jobs);
  }

  async function deliver(
    campaign: CampaignKey,
    deliveries: { status: DeliveryStatus; leaseUntil?: number }[],
  ): Promise<void> {
    for (const [index, { status, leaseUntil = 0 }] of deliveries.entries()) {
      const values = {
        campaign_id: campaign,
        contact_id: await insertContact(store.db, `c${index}@example.com`),
        domain: 'example.com',
        status,
        attempts: 0,
        due_at: 0,
        lease_until: leaseUntil,
        updated_at: 1,
      };
      await store.db.insertInto('deliveries').values(values).execute();
    }
  }

  const find = (campaign: CampaignKey) =>
    store.db.selectFrom('campaigns').selectAll().where('id', '=', campaign).executeTakeFirstOrThrow();

  const whenSent = (campaign: CampaignKey) =>
    eventually(async () => {
      const row = await find(campaign);
      return row.status === 'sent' && row;
    });

  const deliveriesOf = (campaign: CampaignKey) =>
    store.db
      .selectFrom('deliveries')
      .select(['status', 'reason'])
      .where('campaign_id', '=', campaign)
      .orderBy('contact_id')
      .execute();

  const eventsOf = async (campaign: CampaignKey) => {
    const events = store.db.selectFrom('events').select(['type', 'reason']).orderBy('sequence');
    return events.where('campaign_id', '=', campaign).execute();
  };

  test('skips what has not left, and says so in the campaign, its deliveries and its log', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    await deliver(campaign, [{ status: 'sent' }, { status: 'pending' }, { status: 'bounced' }]);
    await start().request(campaign);
    expect(await whenSent(campaign)).toMatchObject({ status_reason: STOPPED, sent_at: clock.now() });
    expect(await deliveriesOf(campaign)).toEqual([
      { status: 'sent', reason: null },
      { status: 'skipped', reason: STOPPED },
      { status: 'bounced', reason: null },
    ]);
    expect(await eventsOf(campaign)).toEqual([
      { type: 'stopped', reason: STOPPED },
      { type: 'sent', reason: STOPPED },
    ]);
  });

  test('says of what was on the wire when its pump died that it may have arrived', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    await deliver(campaign, [{ status: 'sending' }]);
    await start().request(campaign);
    await whenSent(campaign);
    const [delivery] = await deliveriesOf(campaign);
    expect(delivery).toEqual({ status: 'skipped', reason: `${STOPPED} The message may have arrived.` });
  });

  test('waits for what a pump holds, until it settles that or is gone', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    const leaseUntil = clock.now() + MINUTE;
    await deliver(campaign, [{ status: 'pending' }, { status: 'sending', leaseUntil }]);
    await start().request(campaign);
    await eventually(async () => (await deliveriesOf(campaign))[0]!.status === 'skipped');
    await clock.advanceBy(MINUTE - 1);
    expect(await find(campaign)).toMatchObject({ status: 'sending' });
    expect((await deliveriesOf(campaign))[1]!.status).toBe('sending');
    const ended = eventually(async () => {
      await clock.advanceBy(1);
      return (await find(campaign)).status === 'sent';
    });
    await ended;
    expect((await deliveriesOf(campaign))[1]!.status).toBe('skipped');
  });

  test('survives the end of the process that was asked', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    await deliver(campaign, [{ status: 'pending' }]);
    await transition(store.db, campaign, 'stop', 5, { stop_requested_at: 5, status_reason: STOPPED });
    await start().resume();
    expect(await whenSent(campaign)).toMatchObject({ status_reason: STOPPED });
  });

  test('ends a paused campaign too', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    await deliver(campaign, [{ status: 'pending' }]);
    await pauseCampaign(store.db, campaign, 5);
    await start().request(campaign);
    await whenSent(campaign);
    expect((await eventsOf(campaign)).map(({ type }) => type)).toEqual(['paused', 'stopped', 'sent']);
  });

  test('while the audience is being found reports everybody whom it would have reached', async () => {
    for (const name of ['a', 'b', 'c']) await insertContact(store.db, `${name}@example.com`);
    const campaign = await insertCampaign(store.db);
    await start().request(campaign);
    await whenSent(campaign);
    expect((await deliveriesOf(campaign)).map(({ status }) => status)).toEqual([
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  test('happens once, and is not paused any more', async () => {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    await deliver(campaign, [{ status: 'sending', leaseUntil: clock.now() + MINUTE }]);
    const stopper = start();
    const requests = await Promise.all([1, 2, 3].map(() => stopper.request(campaign)));
    expect(requests.filter((row) => row !== undefined)).toHaveLength(1);
    expect(await pauseCampaign(store.db, campaign, 5)).toBeUndefined();
  });
});
