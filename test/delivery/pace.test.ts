import { Pace } from '../../lib/delivery/pace';
import { openStore, type Store } from '../../lib/store';
import { describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';

describeEachDatabase('the pace of a transport', (fresh) => {
  let store: Store;
  let clock: ManualClock;
  const never = new AbortController().signal;

  beforeEach(async () => {
    clock = new ManualClock();
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());

  /** The instants, from the start, at which `count` messages may leave through each of the paces. */
  async function departures(paces: Pace[], count: number): Promise<number[]> {
    const start = clock.now();
    const left: number[] = [];
    const senders = paces.map(async (pace) => {
      for (let sent = 0; sent < count; sent++) {
        await pace.slot(never);
        left.push(clock.now() - start);
      }
    });
    await eventually(async () => {
      await clock.advanceBy(10);
      return left.length === count * paces.length;
    });
    await Promise.all(senders);
    return left;
  }

  test('several senders on one store keep to the rate together', async () => {
    const paces = [1, 2, 3].map(() => new Pace(store.db, clock, 'default', 20));
    const left = await departures(paces, 20);
    const busiest = Math.max(
      ...left.map((from) => left.filter((at) => at >= from && at < from + 1000).length),
    );
    expect(busiest).toBeLessThanOrEqual(20 + 1);
  });

  test('slots that passed while nobody could send do not leave in a burst', async () => {
    const pace = new Pace(store.db, clock, 'default', 10);
    await departures([pace], 1);
    await clock.advanceBy(60_000);
    const left = await departures([pace], 10);
    const gaps = left.slice(1).map((at, index) => at - left[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
  });

  test('an aborted wait takes no slot', async () => {
    const pace = new Pace(store.db, clock, 'default', 1);
    await pace.slot(never);
    const abort = new AbortController();
    const waiting = pace.slot(abort.signal);
    abort.abort();
    expect(await waiting).toBeUndefined();
  });
});
