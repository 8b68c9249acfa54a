import { sql } from 'kysely';
import { resolveAudience, Segments } from '../../lib/audience';
import { freezeAudience } from '../../lib/campaigns/freezeAudience';
import { campaignsToDeliver } from '../../lib/delivery/pump/claims';
import { type CampaignKey, type Filter, NOBODY, systemClock } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';

const CONTACTS = 45_000;

describeEachDatabase('freezing an audience of several chunks', (fresh) => {
  let store: Store;
  const never = new AbortController().signal;

  beforeAll(async () => {
    store = await openStore(await fresh());
    await sql`
      insert into contacts (email, domain, status, fields, created_at, updated_at)
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(CONTACTS)})
      select 'c' || n || '@example.com', 'example.com', case when n % 9 = 0 then 'unsubscribed' else 'active' end, '{}', 1, 1
      from numbers`.execute(store.db);
  });
  afterAll(() => store.close());

  const deliveries = async (campaign: CampaignKey) => {
    const { count } = await store.db
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('campaign_id', '=', campaign)
      .executeTakeFirstOrThrow();
    return count;
  };

  test('takes everybody who is eligible, once, even when two do it at the same time', async () => {
    const campaign = await insertCampaign(store.db);
    await Promise.all([1, 2].map(() => freezeAudience(store, campaign, systemClock, never)));
    expect(await deliveries(campaign)).toBe(CONTACTS - CONTACTS / 9);
  });

  test('lets nothing be claimed before the last chunk', async () => {
    const campaign = await insertCampaign(store.db);
    const abort = new AbortController();
    const freezing = freezeAudience(store, campaign, systemClock, abort.signal);
    abort.abort();
    await freezing;
    expect(await campaignsToDeliver(store.db)).not.toContainEqual(expect.objectContaining({ campaign }));
    expect(await deliveries(campaign)).toBeLessThan(CONTACTS - CONTACTS / 9);
    await freezeAudience(store, campaign, systemClock, never);
    expect(await campaignsToDeliver(store.db)).toContainEqual(expect.objectContaining({ campaign }));
    expect(await deliveries(campaign)).toBe(CONTACTS - CONTACTS / 9);
  });

  test('takes whom the launch found, whatever becomes of a segment since', async () => {
    const segments = new Segments(store, systemClock);
    const isActive: Filter = { type: 'status', operator: 'is', values: ['active'] };
    const { id } = await segments.create({ name: 'Active', filters: [isActive] });
    const recipients = { ...NOBODY, segmentIds: [id] };
    const audience = JSON.stringify(await resolveAudience(store.db, recipients, 1));
    const campaign = await insertCampaign(store.db, { audience });
    await segments.update(id, { filters: [{ ...isActive, values: ['pending'] }] });
    await freezeAudience(store, campaign, systemClock, never);
    expect(await deliveries(campaign)).toBe(CONTACTS - CONTACTS / 9);
  });
});
