import { listEvents, recordEvents } from '../../lib/events/eventLog';
import { type CampaignKey, type ContactKey, toId } from '../../lib/model';
import type { NewEventRow } from '../../lib/store';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';

const AT = Date.parse('2026-01-01T00:00:00Z');

const eventOf = (campaign: CampaignKey, changes: Partial<NewEventRow> = {}): NewEventRow => ({
  campaign_id: campaign,
  type: 'sent',
  contact_id: null,
  reason: null,
  at: AT,
  ...changes,
});

describeEachStore('the event log', (open) => {
  test("lists one campaign's events in the order they were recorded, as the interface has them", async () => {
    const store = await open();
    const { db } = store;
    const [campaign, other] = [await insertCampaign(db), await insertCampaign(db)];
    await recordEvents(db, [eventOf(campaign, { type: 'launched' }), eventOf(other)]);
    await recordEvents(db, [
      eventOf(campaign, { type: 'bounce', contact_id: 7 as ContactKey, reason: '550 no', at: AT - 1 }),
    ]);
    const { data, meta } = await listEvents(store.db, { campaignId: toId(campaign) });
    expect(data).toMatchObject([
      {
        campaignId: toId(campaign),
        type: 'launched',
        contactId: null,
        reason: null,
        timestamp: '2026-01-01T00:00:00.000Z',
      },
      {
        campaignId: toId(campaign),
        type: 'bounce',
        contactId: '7',
        reason: '550 no',
        timestamp: '2025-12-31T23:59:59.999Z',
      },
    ]);
    expect(data[1]!.sequence).toBeGreaterThan(data[0]!.sequence);
    expect(meta.total).toBe(2);
  });

  test('lists by type and in pages', async () => {
    const store = await open();
    const { db } = store;
    const campaign = await insertCampaign(db);
    await recordEvents(db, [
      eventOf(campaign, { type: 'launched' }),
      eventOf(campaign),
      eventOf(campaign),
      eventOf(campaign),
    ]);
    const { data, meta } = await listEvents(store.db, {
      campaignId: toId(campaign),
      type: 'sent',
      page: 2,
      perPage: 2,
    });
    expect(data).toHaveLength(1);
    expect(meta).toEqual({ page: 2, perPage: 2, total: 3 });
  });

  test('an event stands exactly when the transaction it belongs to does', async () => {
    const store = await open();
    const { db } = store;
    const campaign = await insertCampaign(db);
    const failing = db.transaction().execute(async (tx) => {
      await recordEvents(tx, [eventOf(campaign)]);
      throw new Error('midway');
    });
    await expect(failing).rejects.toThrow('midway');
    await recordEvents(db, []);
    expect((await listEvents(store.db, { campaignId: toId(campaign) })).data).toEqual([]);
  });

  test.each(['7', 'x'])('there is no log of a campaign that does not exist: %s', async (campaignId) => {
    const store = await open();
    await expect(listEvents(store.db, { campaignId })).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
  });
});
