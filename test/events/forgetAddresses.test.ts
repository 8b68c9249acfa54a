import { type Engine, startEngine } from '../../lib/engine';
import type { CampaignKey } from '../../lib/model';
import { engineOptions } from '../support/campaigns';
import { insertCampaign, withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';

const DAY = 24 * 60 * 60_000;

describeEachDatabase('IP addresses and user agents', (fresh) => {
  let database: Database;
  let clock: ManualClock;
  let engine: Engine;
  beforeEach(async () => {
    database = await fresh();
    clock = new ManualClock();
    await withStore(database, async ({ db }) => {
      const campaign = await insertCampaign(db, { frozen_at: 1 });
      await open(db, campaign, clock.now() - 31 * DAY);
      await open(db, campaign, clock.now() - 29 * DAY);
    });
    engine = await startEngine(engineOptions(database), { clock });
  });
  afterEach(() => engine.close());

  const open = (db: Parameters<typeof insertCampaign>[0], campaign: CampaignKey, at: number) =>
    db
      .insertInto('events')
      .values({
        campaign_id: campaign,
        type: 'open',
        contact_id: null,
        reason: null,
        at,
        ip: '203.0.113.9',
        user_agent: 'Mail/1',
        machine: 'bot',
      })
      .execute();
  const shown = async () => {
    const { data } = await engine.events.list({ campaignId: '1', types: ['open'] });
    return data.map(({ ip, userAgent, machine }) => [ip, userAgent, machine]);
  };

  test('are kept as long as the setting says; what was concluded from them stays', async () => {
    const kept = ['203.0.113.9', 'Mail/1', 'bot'];
    const forgotten = [null, null, 'bot'];
    await eventually(async () => (await shown())[0]![0] === null);
    expect(await shown()).toEqual([forgotten, kept]);
    await engine.settings.update({ keepAddressesDays: 7 });
    await clock.advanceBy(60 * 60_000);
    await eventually(async () => (await shown())[1]![0] === null);
    expect(await shown()).toEqual([forgotten, forgotten]);
  });
});
