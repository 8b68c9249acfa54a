import { sleepUntil, systemClock, toIso, toIsoOrNull } from '../../lib/model';
import { ManualClock } from '../support/manualClock';

const DAY = 86_400_000;

describe('the system clock', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('calls back at the instant, not before', () => {
    const called = jest.fn();
    systemClock.at(Date.now() + 1000, called);
    jest.advanceTimersByTime(999);
    expect(called).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledTimes(1);
  });

  test("waits longer than Node's timers can, which fire at once beyond 2^31 ms", () => {
    const called = jest.fn();
    systemClock.at(Date.now() + 60 * DAY, called);
    jest.advanceTimersByTime(60 * DAY - 1);
    expect(called).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledTimes(1);
  });

  test('an instant that has passed calls back soon, never within the call', () => {
    const called = jest.fn();
    systemClock.at(Date.now() - DAY, called);
    expect(called).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledTimes(1);
  });

  test('a cancelled callback is not called, also when it was beyond the first step of a long wait', () => {
    const called = jest.fn();
    const cancel = systemClock.at(Date.now() + 60 * DAY, called);
    jest.advanceTimersByTime(30 * DAY);
    cancel();
    jest.advanceTimersByTime(60 * DAY);
    expect(called).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('sleepUntil', () => {
  test('resolves at the instant', async () => {
    const clock = new ManualClock();
    let awake = false;
    const sleeping = sleepUntil(clock, clock.now() + 1000).then(() => (awake = true));
    await clock.advanceBy(999);
    expect(awake).toBe(false);
    await clock.advanceBy(1);
    await sleeping;
    expect(awake).toBe(true);
  });

  test('resolves at once when the signal is aborted, before or during the sleep', async () => {
    const clock = new ManualClock();
    await sleepUntil(clock, clock.now() + DAY, AbortSignal.abort());
    const stop = new AbortController();
    const sleeping = sleepUntil(clock, clock.now() + DAY, stop.signal);
    stop.abort();
    await expect(sleeping).resolves.toBeUndefined();
  });
});

test('instants cross the interface as ISO 8601 in UTC', () => {
  expect(toIso(Date.parse('2026-12-01T09:00:00+07:00'))).toBe('2026-12-01T02:00:00.000Z');
  expect(toIsoOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(toIsoOrNull(null)).toBeNull();
});
