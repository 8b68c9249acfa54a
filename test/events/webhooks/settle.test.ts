import { settle, WAITS } from '../../../lib/events/webhooks/settle';

const HOUR = 3_600_000;
const failed = { type: 'refused', error: 'It answered 500' } as const;
const after = (attempts: number, random = 0.5, outcome: Parameters<typeof settle>[1] = failed) =>
  settle({ attempts, last_chance: 0 }, outcome, 1_000, random);

describe('a batch that was not taken', () => {
  test('is tried again after seconds, then longer and longer, and for a day in all', () => {
    expect(after(0)).toEqual({ type: 'retry', at: 6_000 });
    expect(after(1)).toEqual({ type: 'retry', at: 11_000 });
    const all = WAITS.reduce((sum, wait) => sum + wait, 0) / HOUR;
    expect(all).toBeGreaterThan(24);
    expect(all).toBeLessThan(26);
    expect([...WAITS].sort((a, b) => a - b)).toEqual(WAITS);
  });

  test('is a dead letter after that', () => {
    expect(after(WAITS.length - 1)).toMatchObject({ type: 'retry' });
    expect(after(WAITS.length)).toEqual({ type: 'dead' });
  });

  test('comes neither all too soon nor late by chance', () => {
    expect(after(0, 0)).toEqual({ type: 'retry', at: 5_000 });
    expect(after(0, 1)).toEqual({ type: 'retry', at: 7_000 });
  });

  test('comes no sooner than it is asked for', () => {
    expect(after(0, 0.5, { ...failed, retryAfter: 60_000 })).toEqual({ type: 'retry', at: 61_000 });
    expect(after(8, 0.5, { ...failed, retryAfter: 1_000 })).toEqual({ type: 'retry', at: 1_000 + WAITS[8]! });
  });

  test('switches its endpoint off where that is gone, or took none of a batch before', () => {
    expect(after(0, 0.5, { ...failed, isGone: true })).toEqual({ type: 'off', reason: 'It answered 500' });
    expect(settle({ attempts: 0, last_chance: 1 }, failed, 0, 0.5)).toMatchObject({
      type: 'off',
      reason: expect.stringContaining('It answered 500') as string,
    });
  });

  test('is given the time that it asks for once, also where it took none of a batch before', () => {
    const busy = { ...failed, retryAfter: 60_000 };
    expect(settle({ attempts: 0, last_chance: 1 }, busy, 1_000, 0.5)).toEqual({ type: 'retry', at: 61_000 });
    expect(settle({ attempts: 1, last_chance: 1 }, busy, 1_000, 0.5)).toMatchObject({ type: 'off' });
  });
});
