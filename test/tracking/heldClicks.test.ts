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
  const takeUp = async (later = 61_000, record?: () => Promise<void>) => {
    const store = await openStore(database);
    const clock = new ManualClock(new Date(tracked.clock.now() + later).toISOString());
    const write = async (tx: typeof store.db, happened: Happening[]) => {
      await recordHappenings(tx, store.dialect, happened, clock.now());
    };
    const errors: unknown[] = [];
    const onError = (_: string, error: unknown) => errors.push(error);
    const deps = { db: store.db, clock, record: record ?? write, onError };
    await takeUpClicks(deps, new AbortController().signal).finally(() => store.close());
    return errors;
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

  test('is one event, however many take it up at once', async () => {
    await follow(0);
    await Promise.all([takeUp(), takeUp(), takeUp()]);
    expect([await held(), await clicks()]).toEqual([[], [[0, null]]]);
    const { db, campaign } = tracked;
    const counted = await db.selectFrom('event_counts').selectAll().where('name', '=', 'click').execute();
    expect(counted).toEqual([{ campaign_id: campaign, name: 'click', count: 1 }]);
  });

  test('keeps no other waiting where it cannot be recorded', async () => {
    await tracked.db
      .insertInto('held_clicks')
      .values({ key: 'torn', contact_id: tracked.contact, at: 0, click: '{"key":' })
      .execute();
    await follow(0);
    expect(await takeUp()).toHaveLength(1);
    expect([await held(), await clicks()]).toMatchObject([[{ key: 'torn' }], [[0, null]]]);
  });

  test('stays where nothing can be recorded, and not each of them is tried', async () => {
    const { db, campaign, contact } = tracked;
    const all = Array.from({ length: 200 }, (_, n) =>
      happening(campaign, contact, 'click', n, { key: `${n}`, link: 0 }),
    );
    await holdClicks(db, all);
    let tries = 0;
    const fail = () => {
      tries++;
      return Promise.reject(new Error('disk full'));
    };
    await expect(takeUp(0, fail)).rejects.toThrow('disk full');
    expect(tries).toBeLessThan(30);
    expect(await held()).toHaveLength(200);
  });

  test('and one of somebody who was erased meanwhile is gone at once', async () => {
    await follow(0);
    await tracked.api.consent.erase('ana@example.com');
    expect(await held()).toEqual([]);
    await takeUp();
    expect([await held(), await clicks()]).toEqual([[], []]);
  });

  test('is not lost when it cannot be recorded for a while', async () => {
    let isFull = false;
    await tracked.close();
    tracked = await trackCampaign(await fresh(), {
      campaign: { body },
      record: (record) => (isFull ? Promise.reject(new Error('disk full')) : record()),
    });
    await follow(0);
    isFull = true;
    await tracked.clock.advanceBy(4000);
    await tracked.tracking.close();
    expect(tracked.errors).toHaveLength(1);
    expect(await tracked.tracking.counts()).toMatchObject({ lost: 0 });
    expect(await held()).toHaveLength(1);

    expect(await follow(1)).toMatchObject({ status: 302 });
    await tracked.clock.advanceBy(4000);
    await tracked.tracking.close();
    expect(await tracked.tracking.counts()).toMatchObject({ lost: 1 });
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
