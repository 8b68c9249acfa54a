import { slowedDown, slowedRate } from '../../../lib/delivery/pace/slowdown';

const MINUTE_MS = 60_000;
const whole = () => 8;

describe('a domain that asks us to slow down', () => {
  test('gets half, and is back at its rate after some minutes, step by step', () => {
    const slowed = slowedDown({}, 'a', whole, 0);
    const rates = [0, 1, 2, 3, 4].map((minute) => slowedRate(slowed, 'a', 8, minute * MINUTE_MS));
    expect(rates).toEqual([4, 5, 6.25, 7.8125, 8]);
    expect(slowedRate(slowed, 'b', 8, 0)).toBe(8);
  });

  test('gets half again when it goes on, but many replies within seconds count once', () => {
    const once = slowedDown({}, 'a', whole, 0);
    expect(slowedRate(slowedDown(once, 'a', whole, 4_000), 'a', 8, 4_000)).toBe(4);
    expect(slowedRate(slowedDown(once, 'a', whole, 6_000), 'a', 8, 6_000)).toBe(2);
  });

  test('is never shut out', () => {
    let slowed = {};
    for (let second = 0; second < 1000; second += 10) slowed = slowedDown(slowed, 'a', whole, second * 1000);
    expect(slowedRate(slowed, 'a', 8, 1_000_000)).toBeGreaterThanOrEqual(1 / 60);
  });

  test('is forgotten once it recovered, or when hundreds of others follow', () => {
    const first = slowedDown({}, 'a', whole, 0);
    expect(Object.keys(slowedDown(first, 'b', whole, 10 * MINUTE_MS))).toEqual(['b']);
    let many = first;
    for (let number = 0; number < 600; number++) many = slowedDown(many, `d${number}`, whole, 1_000);
    expect(Object.keys(many)).toHaveLength(500);
    expect(slowedRate(many, 'a', 8, 1_000)).toBe(8);
  });
});
