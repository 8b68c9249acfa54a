import { type Engine, startEngine } from '../../lib/engine';
import { recordEvents } from '../../lib/events';
import { feedEvents } from '../../lib/host';
import type { MailtargetEvent } from '../../lib/model';
import { type FreshDatabase, freshDatabase } from '../support/databases';
import { insertCampaign, withStore } from '../support/crashedStore';
import { eventually } from '../support/eventually';

describe('a feed of events', () => {
  const follower = 'a workflow';
  let fresh: FreshDatabase;
  let engine: Engine;
  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
    engine = await startEngine({ database: fresh.database, launchesDue: false });
  });
  afterEach(async () => {
    await engine.close();
    await fresh.remove();
  });

  /** Follows the log, and holds each batch until it is told to go on. */
  async function follow() {
    const dealt = Promise.withResolvers<void>();
    const batches: (readonly MailtargetEvent[])[] = [];
    const stop = await feedEvents(engine, {
      query: { follower, types: ['launched'], limit: 2 },
      async deal(events) {
        batches.push(events);
        await dealt.promise;
      },
      onError: (error) => {
        throw error;
      },
    });
    await launch(4);
    await eventually(async () => batches.length > 0);
    return { batches, stop, goOn: dealt.resolve };
  }

  const launch = (count: number) =>
    withStore(fresh.database, async ({ db }) => {
      const campaign_id = await insertCampaign(db);
      await recordEvents(
        db,
        Array.from({ length: count }, () => ({
          campaign_id,
          type: 'launched' as const,
          contact_id: null,
          reason: null,
          url: null,
          at: 0,
        })),
      );
    });

  test('that ends waits for the batch under way, which does not come again, and hands out no other', async () => {
    const { batches, stop, goOn } = await follow();
    let hasEnded = false;
    const ended = stop().then(() => (hasEnded = true));
    await engine.events.next({ follower });
    expect(hasEnded).toBe(false);
    goOn();
    await ended;
    expect(batches).toHaveLength(1);
    const { events } = await engine.events.next({ follower });
    expect(events.map(({ sequence }) => sequence)).toEqual([3, 4]);
  });

  test('does not wait for ever', async () => {
    const { batches, stop, goOn } = await follow();
    await stop();
    const { events } = await engine.events.next({ follower });
    expect(events).toEqual(batches[0]);
    goOn();
  });
});
