import { databaseClock } from '../../lib/store';
import { describeEachStore } from '../support/stores';

const HOUR = 3_600_000;

describeEachStore("the database's clock", (open, type) => {
  const closed = new AbortController();
  afterAll(() => closed.abort());

  if (type === 'postgres')
    test("is the server's on a machine whose own clock is wrong, for reading and for waiting", async () => {
      const store = await open();
      const rightNow = Date.now.bind(Date);
      jest.spyOn(Date, 'now').mockImplementation(() => rightNow() + HOUR);
      try {
        const clock = await databaseClock(store, closed.signal);
        expect(Math.abs(clock.now() - rightNow())).toBeLessThan(HOUR / 2);
        const due = clock.now() + 100;
        await new Promise<void>((called) => clock.at(due, called));
        // Node's timers may be a millisecond early.
        expect(clock.now()).toBeGreaterThan(due - 5);
      } finally {
        jest.restoreAllMocks();
      }
    });
  else
    test("is the machine's", async () => {
      const clock = await databaseClock(await open(), closed.signal);
      const before = Date.now();
      const now = clock.now();
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(Date.now());
    });
});
