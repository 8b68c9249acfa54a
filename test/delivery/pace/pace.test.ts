import { Pace } from '../../../lib/delivery/pace';
import { type TransportInput, transportInputSchema } from '../../../lib/model';
import { TURN_LIFE_MS } from '../../../lib/delivery/pace/turn';
import { openStore, type Store } from '../../../lib/store';
import { type Database, describeEachDatabase } from '../../support/databases';
import { sendEach, sendFor, transport, WaitedClock } from './paceSenders';
import { busiest } from '../../support/sliding';

describeEachDatabase('the pace of a transport', (fresh) => {
  let database: Database;
  let stores: Store[];
  let clock: WaitedClock;
  const never = new AbortController().signal;

  beforeEach(async () => {
    database = await fresh();
    clock = new WaitedClock();
    stores = [];
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  /** Of a process of its own. */
  async function paceOf(limits: Partial<TransportInput>): Promise<Pace> {
    const store = await openStore(database);
    stores.push(store);
    return new Pace(store, clock, transport(limits));
  }
  const pacesOf = async (count: number, limits: Partial<TransportInput>): Promise<Pace[]> => {
    const paces: Pace[] = [];
    while (paces.length < count) paces.push(await paceOf(limits));
    return paces;
  };

  test.each([1, 2, 3])('%d processes on one store keep to the rate together, and use it', async (count) => {
    const left = await sendFor(clock, await pacesOf(count, { messagesPerSecond: 60 }), 6_000);
    expect(busiest(left, 1000)).toBeLessThanOrEqual(60);
    const steady = left.filter((at) => at >= clock.now() - 5_000);
    expect(steady.length).toBeGreaterThanOrEqual(5 * 60 * 0.95);
  });

  test('recipients of a provider have a limit of their own, beside which others have what is left', async () => {
    const limits = {
      messagesPerSecond: 50,
      domainLimits: [{ domains: ['gmail.com'], messagesPerSecond: 10 }],
    };
    const [first, second] = await pacesOf(2, limits);
    const group = first!.groupOf('googlemail.com');
    const [toOthers, toGoogle] = await sendEach(clock, 5_000, [{ pace: first! }, { pace: second!, group }]);
    expect(busiest([...toOthers!, ...toGoogle!], 1000)).toBeLessThanOrEqual(50);
    expect(busiest(toGoogle!, 1000)).toBeLessThanOrEqual(10);
    expect(toGoogle!.length).toBeGreaterThan(30);
    expect(toOthers!.length + toGoogle!.length).toBeGreaterThan(50 * 5 * 0.9);
  });

  test('a group has all turns when nobody else is sent to, also for who asks meanwhile how the others are', async () => {
    const limits = {
      messagesPerSecond: 50,
      domainLimits: [{ domains: ['gmail.com'], messagesPerSecond: 100 }],
    };
    const pace = await paceOf(limits);
    const left: number[] = [];
    for (let second = 0; second < 8; second++) {
      pace.later(null);
      left.push(...(await sendFor(clock, [pace], 1_000, 'gmail.com')));
    }
    const steady = left.filter((at) => at >= clock.now() - 6_000);
    expect(steady.length).toBeGreaterThanOrEqual(6 * 50 * 0.94);
  });

  test('processes that take their turns ahead of time have equal shares', async () => {
    const paces = await pacesOf(3, { messagesPerSecond: 100 });
    const senders = paces.map((pace) => ({ pace, aheadMs: 250 }));
    await sendEach(clock, 2_000, senders);
    const left = await sendEach(clock, 6_000, senders);
    const all = left.flat().length;
    expect(all).toBeGreaterThan(6 * 100 * 0.94);
    for (const { length } of left) expect(length / all).toBeCloseTo(1 / 3, 1);
  });

  test('a process that can use few turns leaves the others to one that can use them', async () => {
    const [slow, quick] = await pacesOf(2, { messagesPerSecond: 100 });
    const senders = [{ pace: slow!, everyMs: 200 }, { pace: quick! }];
    await sendEach(clock, 4_000, senders);
    const [few, many] = await sendEach(clock, 4_000, senders);
    expect(few!.length).toBeGreaterThan(5);
    expect(many!.length).toBeGreaterThan(4 * 100 * 0.8);
    expect(busiest([...few!, ...many!], 1000)).toBeLessThanOrEqual(100);
  });

  test('processes that share the connections share those to a group', async () => {
    const limits = {
      maxConnections: 10,
      domainLimits: [{ domains: ['gmail.com'], messagesPerSecond: 10, maxConnections: 4 }],
    };
    const pace = await paceOf(limits);
    expect([10, 5, 3, 1].map((held) => pace.maxConnections('gmail.com', held))).toEqual([4, 2, 1, 1]);
  });

  test('an API is paced by the limits that are set, and by none of the providers', async () => {
    const store = await openStore(database);
    stores.push(store);
    const config = { id: 'api', type: 'transmission', apiKey: 'key' } as const;
    const domainLimits = [{ domains: ['example.com'], messagesPerSecond: 3 }];
    const pace = new Pace(store, clock, transportInputSchema.parse({ ...config, domainLimits }));
    expect(pace.groupOf('gmail.com')).toBeNull();
    expect(pace.rateOf(pace.groupOf('example.com')!)).toBe(3);
    expect((await paceOf({})).groupOf('gmail.com')).toBe('gmail.com');
  });

  test('a store that fails is heard of by who waits for a turn', async () => {
    const pace = await paceOf({});
    await stores.pop()!.close();
    await expect(pace.ready([null], () => clock.now(), never)).rejects.toThrow();
  });

  test('when the hour is used up, it says until when, also to who comes later', async () => {
    const [first, second] = await pacesOf(2, { messagesPerSecond: 100, messagesPerHour: 150 });
    const left = await sendFor(clock, [first!], 10_000);
    expect(left).toHaveLength(150);
    expect(await sendFor(clock, [second!], 10_000)).toHaveLength(0);
    const later = second!.later(null)!;
    expect(later - left[0]!).toBeGreaterThanOrEqual(3_600_000);
    expect(later - left[0]!).toBeLessThan(3_600_000 * 1.02);
    await clock.advanceTo(later);
    expect((await sendFor(clock, [first!, second!], 10_000)).length).toBe(150);
  });

  test('what is given back can be used by others within the hour', async () => {
    const [first, second] = await pacesOf(2, { messagesPerSecond: 100, messagesPerHour: 20 });
    await first!.ready([null], () => clock.now(), never);
    first!.giveBack(null, first!.take(null, clock.now())!);
    await first!.release();
    expect(await sendFor(clock, [second!], 10_000)).toHaveLength(20);
  });

  test('so can what is given back only after that, by one who has left', async () => {
    const [first, second] = await pacesOf(2, { messagesPerHour: 1 });
    await first!.ready([null], () => clock.now(), never);
    const turn = first!.take(null, clock.now())!;
    await first!.release();
    first!.giveBack(null, turn);
    await first!.releaseLate();
    expect(await sendFor(clock, [second!], 10_000)).toHaveLength(1);
  });

  test('turns that passed while nobody could send do not leave in a burst', async () => {
    const pace = await paceOf({ messagesPerSecond: 10 });
    await sendFor(clock, [pace], 1_000);
    await clock.advanceBy(60_000);
    const left = await sendFor(clock, [pace], 2_000);
    const gaps = left.slice(1).map((at, index) => at - left[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
  });

  test('a turn that nobody takes is there for a moment, and not for longer', async () => {
    const pace = await paceOf({ messagesPerSecond: 10 });
    await pace.ready([null], () => clock.now(), never);
    await clock.advanceBy(TURN_LIFE_MS);
    expect(pace.has(null, clock.now(), 0)).toBe(true);
    await clock.advanceBy(1);
    expect(pace.take(null, clock.now())).toBeUndefined();
  });

  test('nobody who gave turns back waits for an hour that is not used up by that', async () => {
    const pace = await paceOf({ messagesPerSecond: 10, messagesPerHour: 8 });
    // The others are reserved by then, so that there are no more.
    const used = await sendFor(clock, [pace], 600);
    expect(used.length).toBeLessThan(8);
    await pace.release();
    expect(pace.later(null)).toBeUndefined();
    expect(await sendFor(clock, [pace], 5_000)).toHaveLength(8 - used.length);
  });

  test('a domain that complains gets half, for every process, and recovers by itself', async () => {
    const limits = {
      messagesPerSecond: 100,
      domainLimits: [{ domains: ['a.example'], messagesPerSecond: 20 }],
    };
    const [first, second] = await pacesOf(2, limits);
    await Promise.all([1, 2, 3].map(() => first!.slowDown('a.example')));
    const left = await sendFor(clock, [second!], 4_000, 'a.example');
    expect(busiest(left, 1000)).toBeLessThanOrEqual(10);
    expect(left.length).toBeGreaterThan(35);
    await clock.advanceBy(5 * 60_000);
    expect((await sendFor(clock, [second!], 2_000, 'a.example')).length).toBeGreaterThan(36);
  });

  test('a domain without a limit gets one when it complains, of which the others learn', async () => {
    const [first, second] = await pacesOf(2, { messagesPerSecond: 100 });
    expect(first!.groupOf('slow.example')).toBeNull();
    await first!.slowDown('slow.example');
    await second!.turn(null, never);
    expect(second!.groupOf('slow.example')).toBe('slow.example');
    const left = await sendFor(clock, [first!, second!], 4_000, 'slow.example');
    expect(busiest(left, 1000)).toBeLessThanOrEqual(5);
    await clock.advanceBy(5 * 60_000);
    expect(second!.groupOf('slow.example')).toBeNull();
  });

  test('an aborted wait takes no turn', async () => {
    const pace = await paceOf({ messagesPerSecond: 1 });
    await pace.turn(null, never);
    const abort = new AbortController();
    const waiting = pace.turn(null, abort.signal);
    abort.abort();
    expect(await waiting).toBeUndefined();
  });

  test('a clock that was set back by hours holds nobody up', async () => {
    const ahead = new WaitedClock('2026-01-01T12:00:00Z');
    const store = await openStore(database);
    stores.push(store);
    const limits = { messagesPerSecond: 20, messagesPerHour: 20 };
    await sendFor(ahead, [new Pace(store, ahead, transport(limits))], 1_000);
    expect((await sendFor(clock, [await paceOf(limits)], 1_000)).length).toBeGreaterThan(15);
  });

  test.each([false, true])('nor who was sending at that moment (who has paused: %j)', async (hasPaused) => {
    let ahead = 3_600_000;
    const setBack = {
      now: () => clock.now() + ahead,
      at: (instant: number, callback: () => void) => clock.at(instant - ahead, callback),
    };
    const store = await openStore(database);
    stores.push(store);
    const pace = new Pace(store, setBack, transport({ messagesPerSecond: 20 }));
    await pace.turn(null, never);
    if (hasPaused) await pace.release();
    ahead = 0;
    expect(pace.later(null)).toBeUndefined();
    expect((await sendFor(clock, [pace], 1_000)).length).toBeGreaterThan(15);
  });
});
