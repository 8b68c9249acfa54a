import { sql } from 'kysely';
import { recordEvents } from '../../lib/events/eventLog';
import { listEvents } from '../../lib/events/listEvents';
import { type CampaignKey, type ContactKey, type EventListQuery, toId, toIso } from '../../lib/model';
import type { NewEventRow, Store } from '../../lib/store';
import { insertCampaign, insertContact } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';

const AT = Date.parse('2026-01-01T00:00:00Z');
const DAY = 24 * 60 * 60_000;

describeEachStore('what is listed of the event log', (open) => {
  let store: Store;
  let campaign: CampaignKey;
  let other: CampaignKey;
  beforeEach(async () => {
    store = await open();
    [campaign, other] = [await insertCampaign(store.db), await insertCampaign(store.db)];
  });

  const record = async (...events: Partial<NewEventRow>[]) => {
    // Each in a transaction of its own, as they happen.
    for (const event of events) {
      const base = { campaign_id: campaign, type: 'sent', contact_id: null, reason: null, at: AT } as const;
      await recordEvents(store.db, [{ ...base, ...event }]);
    }
  };
  const list = async (query: EventListQuery = {}) => (await listEvents(store, query)).data;
  const typesOf = async (query: EventListQuery = {}) => (await list(query)).map(({ type }) => type);
  /** In parts. */
  async function listAll(query: EventListQuery): Promise<{ sequences: number[]; parts: number }> {
    const sequences: number[] = [];
    let parts = 0;
    for (let after: string | null | undefined; after !== null;) {
      const { data, next } = await listEvents(store, { ...query, ...(after ? { after } : {}) });
      sequences.push(...data.map(({ sequence }) => sequence));
      parts++;
      after = next;
    }
    return { sequences, parts };
  }

  test('is as the interface has it, oldest first', async () => {
    await record(
      { type: 'launched' },
      { type: 'bounce', contact_id: 7 as ContactKey, reason: '550 no', at: AT - 1 },
    );
    expect(await list()).toMatchObject([
      {
        campaignId: toId(campaign),
        type: 'launched',
        contactId: null,
        reason: null,
        timestamp: '2026-01-01T00:00:00.000Z',
      },
      { type: 'bounce', contactId: '7', reason: '550 no', timestamp: '2025-12-31T23:59:59.999Z' },
    ]);
  });

  test('is of all campaigns, or of one', async () => {
    await record({ type: 'launched' }, { campaign_id: other, type: 'paused' }, { type: 'open' });
    expect(await typesOf()).toEqual(['launched', 'paused', 'open']);
    expect(await typesOf({ order: 'newest' })).toEqual(['open', 'paused', 'launched']);
    expect(await typesOf({ campaignId: toId(campaign) })).toEqual(['launched', 'open']);
    expect(await typesOf({ campaignId: toId(campaign), order: 'newest' })).toEqual(['open', 'launched']);
  });

  test('is of one contact, by id or email, in all campaigns or one', async () => {
    const ana = await insertContact(store.db, 'ana@example.com');
    const ben = await insertContact(store.db, 'ben@example.com');
    await record(
      { type: 'open', contact_id: ana },
      { type: 'click', contact_id: ben },
      { type: 'unsubscribe', contact_id: ana, campaign_id: other },
    );
    expect(await typesOf({ contact: 'Ana@example.com' })).toEqual(['open', 'unsubscribe']);
    expect(await typesOf({ contact: toId(ana), order: 'newest' })).toEqual(['unsubscribe', 'open']);
    expect(await typesOf({ contact: toId(ana), campaignId: toId(other) })).toEqual(['unsubscribe']);
  });

  test('is of some types', async () => {
    await record({ type: 'open' }, { type: 'click' }, { type: 'complaint' }, { type: 'open' });
    expect(await typesOf({ types: ['click', 'open'] })).toEqual(['open', 'click', 'open']);
  });

  test('is of a time: from its beginning on, and before its end', async () => {
    await record({ at: AT, type: 'open' }, { at: AT + DAY, type: 'click' }, { at: AT + 2 * DAY });
    expect(await typesOf({ from: toIso(AT + DAY) })).toEqual(['click', 'sent']);
    expect(await typesOf({ until: toIso(AT + DAY) })).toEqual(['open']);
    expect(await typesOf({ from: toIso(AT), until: toIso(AT + 2 * DAY) })).toEqual(['open', 'click']);
  });

  test('has what is recorded late of a time before, and of a time after a launch', async () => {
    await store.db.updateTable('campaigns').set({ launched_at: AT }).where('id', '=', campaign).execute();
    await record(
      { type: 'scheduled', at: AT - DAY, campaign_id: other },
      { type: 'launched', at: AT },
      { type: 'out_of_band', at: AT - DAY },
      { type: 'click', at: AT + DAY },
      { type: 'open', at: AT + 30 },
    );
    const query = { from: toIso(AT + DAY) };
    expect(await typesOf(query)).toEqual(['click']);
    expect(await typesOf({ ...query, order: 'newest' })).toEqual(['click']);
    expect(await typesOf({ ...query, campaignId: toId(campaign) })).toEqual(['click']);
    expect(await typesOf({ until: toIso(AT) })).toEqual(['scheduled', 'out_of_band']);
  });

  test.each(['oldest', 'newest'] as const)(
    'comes in parts that neither overlap nor leave something out, %s first',
    async (order) => {
      await record(...Array.from({ length: 7 }, (_, at) => ({ campaign_id: at % 2 ? other : campaign })));
      const whole = (await list({ order })).map(({ sequence }) => sequence);
      expect(await listAll({ order, limit: 3 })).toEqual({ sequences: whole, parts: 3 });
      expect(await listAll({ order, limit: 7 })).toEqual({ sequences: whole, parts: 1 });
      const sequences = (await list({ order, campaignId: toId(other) })).map(({ sequence }) => sequence);
      expect(await listAll({ order, limit: 1, campaignId: toId(other) })).toEqual({ sequences, parts: 3 });
    },
  );

  test.each([{}, { types: ['open', 'sent'] }] as EventListQuery[])(
    'newest first, is not shifted by what is recorded between two parts (%j)',
    async (filter) => {
      await record({}, {}, {}, {});
      const query = { ...filter, order: 'newest' as const, limit: 2 };
      const whole = (await list({ ...query, limit: 9 })).map(({ sequence }) => sequence);
      const first = await listEvents(store, query);
      await record({ type: 'open' }, { campaign_id: other });
      const second = await listEvents(store, { ...query, after: first.next! });
      expect([...first.data, ...second.data].map(({ sequence }) => sequence)).toEqual(whole);
    },
  );

  test.each(['oldest', 'newest'] as const)(
    'is looked for in so many events at a time, %s first: a part may be empty, and the next one not',
    async (order) => {
      await record({ type: 'complaint' });
      await sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 25000)
        insert into events (campaign_id, type, at) select ${campaign}, 'open', ${AT} from numbers`.execute(
        store.db,
      );
      await record({ type: 'complaint' });
      for (const scope of [{}, { campaignId: toId(campaign) }]) {
        const query = { ...scope, order, types: ['complaint' as const] };
        expect((await listEvents(store, query)).data).toHaveLength(1);
        const { sequences, parts } = await listAll(query);
        expect(sequences).toHaveLength(2);
        expect(parts).toBe(3);
      }
    },
  );

  test.each<[string, EventListQuery, string]>([
    ['campaign that does not exist', { campaignId: '7000' }, 'CAMPAIGN_NOT_FOUND'],
    ['campaign that nobody could have', { campaignId: 'x' }, 'CAMPAIGN_NOT_FOUND'],
    ['contact that does not exist', { contact: 'nobody@example.com' }, 'CONTACT_NOT_FOUND'],
    ['time that ends before it begins', { from: toIso(AT), until: toIso(AT - 1) }, 'INVALID_INPUT'],
    ['place that was never given', { after: '7' }, 'INVALID_INPUT'],
    ['place beyond all numbers', { after: '99999999999999999999-1' }, 'INVALID_INPUT'],
  ])('there is nothing of a %s', async (_, query, code) => {
    await expect(listEvents(store, query)).rejects.toMatchObject({ code });
  });
});
