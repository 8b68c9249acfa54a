import { recordEvents } from '../../lib/events/eventLog';
import { listEvents } from '../../lib/events/listEvents';
import { type CampaignKey, toId } from '../../lib/model';
import { insertCampaign } from '../support/crashedStore';
import { describeEachStore } from '../support/stores';

describeEachStore('the event log', (open) => {
  test('has an event exactly when the transaction it belongs to stands', async () => {
    const store = await open();
    const { db } = store;
    const campaign: CampaignKey = await insertCampaign(db);
    const sent = { campaign_id: campaign, type: 'sent', contact_id: null, reason: null, at: 1 } as const;
    const failing = db.transaction().execute(async (tx) => {
      await recordEvents(tx, [sent]);
      throw new Error('midway');
    });
    await expect(failing).rejects.toThrow('midway');
    await recordEvents(db, []);
    expect((await listEvents(store, { campaignId: toId(campaign) })).data).toEqual([]);
    await recordEvents(db, [sent]);
    expect((await listEvents(store, { campaignId: toId(campaign) })).data).toHaveLength(1);
  });
});
