import { startEngine } from '../../lib/engine';
import { type Happening, happening, recordHappenings } from '../../lib/events';
import { openStore } from '../../lib/store';
import { takeUpClicks } from '../../lib/tracking';
import { holdClicks } from '../../lib/tracking/desk/heldClicks';
import { engineOptions } from '../support/campaigns';
import { type Database, describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';
import { ask, trackCampaign, type Tracked } from './trackedCampaign';

const body = [0, 1].map((n) => `<a href="https://roastery.example/${n}">${n}</a>`).join('');

describeEachDatabase('a click that is not judged yet', (fresh) => {
  let database: Database;
  let tracked: Tracked;
  beforeEach(async () => {
    database = await fresh();
    tracked = await trackCampaign(database, { campaign: { body } });
  });
  afterEach(() => tracked.close());
  const follow = (link: number) => ask(tracked, `/c/${tracked.token}/${link}`);
  const held = () => tracked.db.selectFrom('held_clicks').selectAll().execute();
  const clicks = async () => {
    const rows = await tracked.db
      .selectFrom('events')
      .select(['link', 'machine'])
      .where('type', '=', 'click')
      .orderBy('link')
      .execute();
    return rows.map(({ link, machine }) => [link, machine]);
  };

  /** As another process does a while after this one. */
  const takeUp = async (later = 61_000) => {
    const store = await openStore(database);
    const clock = new ManualClock(new Date(tracked.clock.now() + later).toISOString());
    const record = async (tx: typeof store.db, happened: Happening[]) => {
      await recordHappenings(tx, store.dialect, happened, clock.now());
    };
    await takeUpClicks({ db: store.db, clock, record });
    await store.close();
  };

  test('is on disk when it is answered, and no more once it is an event', async () => {
    expect(await follow(0)).toMatchObject({ status: 302 });
    expect([await held(), tracked.happened]).toMatchObject([[{}], []]);
    await tracked.clock.advanceBy(4000);
    await tracked.tracking.close();
    expect([await held(), await clicks()]).toEqual([[], [[0, null]]]);
  });

  test('is recorded by others, a minute after its process crashed', async () => {
    await follow(0);
    await takeUp(50_000);
    expect(await clicks()).toEqual([]);
    await takeUp();
    expect([await held(), await clicks()]).toEqual([[], [[0, null]]]);
  });

  test('is one event, when its process was only slow', async () => {
    await follow(0);
    await takeUp();
    await tracked.tracking.close();
    expect([await held(), await clicks()]).toEqual([[], [[0, null]]]);
  });

  test('is a scanner’s, if another process held one on another link of the same moment', async () => {
    await follow(0);
    const { campaign, contact } = tracked;
    const other = happening(campaign, contact, 'click', tracked.clock.now(), { key: 'other', link: 1 });
    await holdClicks(tracked.db, [other]);
    await takeUp();
    expect(await clicks()).toEqual([
      [0, 'scanner'],
      [1, 'scanner'],
    ]);
  });

  test('and one of somebody who was erased meanwhile is dropped', async () => {
    await follow(0);
    await tracked.api.consent.erase('ana@example.com');
    await takeUp();
    expect([await held(), await clicks()]).toEqual([[], []]);
  });

  test('is taken up when an engine starts', async () => {
    const { campaign, contact } = tracked;
    await holdClicks(tracked.db, [happening(campaign, contact, 'click', 0, { key: 'old', link: 0 })]);
    const engine = await startEngine(engineOptions(database));
    await eventually(async () => (await held()).length === 0);
    expect(await clicks()).toEqual([[0, null]]);
    await engine.close();
  });
});
