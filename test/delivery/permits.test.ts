import { PERMIT_LEASE_MS, Permits } from '../../lib/delivery/permits';
import { openStore, type Store } from '../../lib/store';
import { describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { seededRandom } from '../support/random';

describeEachDatabase('permits for connections', (fresh) => {
  let store: Store;
  let clock: ManualClock;
  /** One that knows what it has. */
  const permitsOf = (owner: string) => {
    const permits = new Permits(store, clock, owner);
    const mine = new Set<number>();
    return {
      async acquire(key: string, max: number, wanted: number) {
        const granted = await permits.acquire(key, max, wanted);
        for (const number of granted) mine.add(number);
        return granted.length;
      },
      renew: (key: string, max: number) => permits.renew(key, max, [...mine]),
      /** The highest first; all of them when `count` is left out. */
      async release(key: string, count = mine.size) {
        const numbers = [...mine].sort((a, b) => b - a).slice(0, count);
        for (const number of numbers) mine.delete(number);
        await permits.release(key, numbers);
      },
    };
  };

  beforeEach(async () => {
    clock = new ManualClock();
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());

  test('everybody together gets no more than there are', async () => {
    const granted = await Promise.all(
      ['a', 'b', 'c'].map((owner) => permitsOf(owner).acquire('relay', 5, 2)),
    );
    expect(granted.toSorted()).toEqual([1, 2, 2]);
    expect(await permitsOf('d').acquire('other', 5, 9)).toBe(5);
  });

  test('what is released is free for others', async () => {
    const [a, b] = [permitsOf('a'), permitsOf('b')];
    await a.acquire('relay', 3, 3);
    await a.release('relay', 2);
    expect(await b.acquire('relay', 3, 3)).toBe(2);
    await a.release('relay');
    expect(await b.acquire('relay', 3, 3)).toBe(1);
  });

  test('those of a process that died come free after the lease, and it learns so if it lives', async () => {
    const [a, b] = [permitsOf('a'), permitsOf('b')];
    await a.acquire('relay', 2, 2);
    await clock.advanceBy(PERMIT_LEASE_MS / 2);
    await a.renew('relay', 2);
    await clock.advanceBy(PERMIT_LEASE_MS - 1);
    expect(await b.acquire('relay', 2, 2)).toBe(0);
    await clock.advanceBy(1);
    expect(await b.acquire('relay', 2, 2)).toBe(2);
    expect(await a.renew('relay', 2)).toEqual({ held: 0, surplus: 0 });
  });

  test('a process that comes late gets its share of one that has all', async () => {
    const [a, b] = [permitsOf('a'), permitsOf('b')];
    await a.acquire('relay', 10, 10);
    expect(await a.renew('relay', 10)).toEqual({ held: 10, surplus: 0 });
    expect(await b.acquire('relay', 10, 10)).toBe(0);
    expect(await a.renew('relay', 10)).toEqual({ held: 10, surplus: 5 });
    await a.release('relay', 5);
    expect(await a.acquire('relay', 10, 5)).toBe(0);
    expect(await b.acquire('relay', 10, 10)).toBe(5);
    expect(await a.renew('relay', 10)).toEqual({ held: 5, surplus: 0 });
  });

  test('who waited and went away is forgotten', async () => {
    const [a, b] = [permitsOf('a'), permitsOf('b')];
    await a.acquire('relay', 2, 2);
    await b.acquire('relay', 2, 1);
    await clock.advanceBy(16_000);
    expect(await a.renew('relay', 2)).toEqual({ held: 2, surplus: 0 });
  });

  test('a limit that was lowered is reached by giving back', async () => {
    const a = permitsOf('a');
    await a.acquire('relay', 5, 5);
    expect(await a.renew('relay', 2)).toEqual({ held: 5, surplus: 3 });
    expect(await a.acquire('relay', 2, 2)).toBe(0);
    await a.release('relay', 3);
    expect(await a.renew('relay', 2)).toEqual({ held: 2, surplus: 0 });
  });

  test('a limit that was lowered counts what others have above it', async () => {
    const [a, b, c] = [permitsOf('a'), permitsOf('b'), permitsOf('c')];
    await a.acquire('relay', 4, 2);
    await b.acquire('relay', 4, 2);
    await a.release('relay');
    expect(await c.acquire('relay', 3, 3)).toBe(1);
  });

  test('who slept past its leases has no more than before: those are still open', async () => {
    const permits = new Permits(store, clock, 'us');
    expect(await permits.acquire('relay', 2, 2)).toEqual([1, 2]);
    await clock.advanceBy(PERMIT_LEASE_MS);
    expect(await permits.acquire('relay', 2, 2)).toEqual([]);
    expect(await permits.renew('relay', 2, [1, 2])).toEqual({ held: 2, surplus: 0 });
    expect(await permitsOf('b').acquire('relay', 2, 2)).toBe(0);
    await permits.release('relay', [1]);
    expect(await permits.renew('relay', 2, [1, 2])).toEqual({ held: 1, surplus: 0 });
  });

  test.each([1, 2, 3])('whatever happens, no more are live than there are (seed %d)', async (seed) => {
    const random = seededRandom(seed);
    const owners = ['a', 'b', 'c', 'd'].map((owner) => ({ owner, permits: permitsOf(owner) }));
    for (let step = 0; step < 80; step++) {
      const { permits } = random.oneOf(owners);
      const act = random.oneOf([
        () => permits.acquire('relay', 7, 1 + random.below(8)),
        () => permits.acquire('relay', 7, 1 + random.below(8)),
        () => permits.renew('relay', 7),
        () => permits.release('relay', random.below(4)),
        () => clock.advanceBy(random.below(40_000)),
      ]);
      await act();
      const live = await store.db
        .selectFrom('permits')
        .select('number')
        .where('lease_until', '>', clock.now())
        .where('number', '>', 0)
        .execute();
      expect(live.length).toBeLessThanOrEqual(7);
      expect(Math.max(0, ...live.map(({ number }) => number))).toBeLessThanOrEqual(7);
    }
  });
});
