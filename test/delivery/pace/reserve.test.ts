import { seededRandom } from '../../support/random';
import { letThemSend, noLimits, type Sender } from './senders';
import { between, busiest } from '../../support/sliding';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const eager: Sender = { groups: [null], perSecond: 20_000, stalls: 0 };
const instants = (sent: readonly { at: number }[]) => sent.map(({ at }) => at);

describe('reserving turns', () => {
  test.each([1, 2.5, 3, 7, 10, 33, 100, 777, 2_000])(
    'one sender at %d a second keeps to it in every second and minute, and uses 95 %% of it',
    (messagesPerSecond) => {
      const limits = { ...noLimits, messagesPerSecond };
      const { sent, start } = letThemSend([eager], limits, 75_000, seededRandom(1));
      const at = instants(sent);
      expect(busiest(at, 1000)).toBeLessThanOrEqual(Math.ceil(messagesPerSecond));
      expect(busiest(at, 60_000)).toBeLessThanOrEqual(messagesPerSecond * 60);
      expect(between(at, start + 5_000, start + 65_000)).toBeGreaterThanOrEqual(messagesPerSecond * 57);
    },
  );

  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'whoever asks, and however they are held up, no second is over its limit (seed %d)',
    (seed) => {
      const random = seededRandom(seed);
      const messagesPerSecond = random.oneOf([1, 4, 10.5, 30, 64, 150, 400]);
      const rates: Record<string, number> = {
        a: random.oneOf([0.5, 2, 5, 20]),
        b: random.oneOf([1, 9, 50, 300]),
      };
      const senders = Array.from({ length: 1 + random.below(5) }, () => ({
        groups: random.oneOf([[null], ['a'], ['a', null], [null, 'b', 'a'], ['b', 'a']]),
        perSecond: random.oneOf([5, 100, 10_000]),
        stalls: random.oneOf([0, 0.01, 0.05]),
        leaves: random.oneOf([0, 0.1, 0.5]),
      }));
      const limits = { ...noLimits, messagesPerSecond, rateOf: (group: string) => rates[group]! };
      const { sent } = letThemSend(senders, limits, 20_000, random);
      expect(busiest(instants(sent), 1000)).toBeLessThanOrEqual(Math.ceil(messagesPerSecond));
      for (const [group, rate] of Object.entries(rates)) {
        const toGroup = sent.filter((message) => message.group === group);
        expect(busiest(instants(toGroup), 1000)).toBeLessThanOrEqual(Math.ceil(rate));
      }
    },
  );

  test('what one gave back is there at once for the next', () => {
    const limits = { ...noLimits, messagesPerSecond: 100 };
    const coming = { ...eager, leaves: 0.5 };
    const { sent, start } = letThemSend([coming], limits, 30_000, seededRandom(8));
    // It is away for a tenth of a second each time it leaves.
    expect(between(instants(sent), start, start + 30_000)).toBeGreaterThan(100 * 30 * 0.7);
  });

  test.each([2, 3, 8])('%d senders together use 95 %% of the rate, each its share', (count) => {
    const limits = { ...noLimits, messagesPerSecond: 120 };
    const senders = Array.from({ length: count }, () => eager);
    const { sent, start } = letThemSend(senders, limits, 30_000, seededRandom(2));
    const steady = sent.filter(({ at }) => at >= start + 3_000);
    expect(steady.length).toBeGreaterThanOrEqual(120 * 27 * 0.95);
    for (let number = 0; number < count; number++) {
      const own = steady.filter(({ sender }) => sender === number).length;
      expect(own).toBeGreaterThan((steady.length / count) * 0.7);
    }
  });

  test.each([
    [100, 20],
    [100, 90],
    [1_000, 5],
    [500, 100],
  ])(
    'at %d a second, a group uses 95 %% of its %d, and the others what is left',
    (messagesPerSecond, rate) => {
      const limits = { ...noLimits, messagesPerSecond, rateOf: () => rate };
      const senders = [1, 2, 3].map(() => ({ ...eager, groups: ['a', null] }));
      const { sent, start } = letThemSend(senders, limits, 30_000, seededRandom(3));
      const steady = sent.filter(({ at }) => at >= start + 5_000);
      const toGroup = steady.filter(({ group }) => group === 'a').length;
      expect(steady.length).toBeGreaterThanOrEqual(messagesPerSecond * 25 * 0.95);
      if (rate < messagesPerSecond / 2) expect(toGroup).toBeGreaterThanOrEqual(rate * 25 * 0.95);
      else expect(toGroup).toBeGreaterThanOrEqual(messagesPerSecond * 25 * 0.4);
    },
  );

  test('a volume of the hour may leave in seconds, and then only what an hour lets go', () => {
    const limits = { ...noLimits, messagesPerSecond: 100, messagesPerHour: 1_000 };
    const { sent, start, end } = letThemSend([eager, eager], limits, 10 * HOUR_MS, seededRandom(4));
    const at = instants(sent);
    expect(between(at, start, start + 12_000)).toBe(1_000);
    expect(busiest(at, HOUR_MS)).toBeLessThanOrEqual(1_000);
    expect(between(at, start, end)).toBeGreaterThanOrEqual(9_500);
  });

  test('the limit of the day holds beside the one of the hour, and turns that were lost do not count', () => {
    const limits = { ...noLimits, messagesPerSecond: 50, messagesPerHour: 300, messagesPerDay: 1_000 };
    const slow = { ...eager, perSecond: 10, stalls: 0.02 };
    const { sent, start, end } = letThemSend([slow, eager], limits, 10 * DAY_MS, seededRandom(5));
    const at = instants(sent);
    expect(busiest(at, HOUR_MS)).toBeLessThanOrEqual(300);
    expect(busiest(at, DAY_MS)).toBeLessThanOrEqual(1_000);
    expect(between(at, start, end)).toBeGreaterThanOrEqual(9_500);
  });

  test('a warm-up lets more go each day, and no limit is left after it', () => {
    const warmUp = { startedAt: '2026-01-01T00:00:00Z', firstDay: 50, growth: 2, days: 4 };
    const limits = { ...noLimits, messagesPerSecond: 1, warmUp };
    const { sent, start } = letThemSend([eager], limits, 4 * DAY_MS + HOUR_MS, seededRandom(6));
    const at = instants(sent);
    for (const [day, volume] of [50, 100, 200, 400].entries()) {
      const endsBefore = at.filter((instant) => instant < start + (day + 1) * DAY_MS);
      expect(busiest(endsBefore, DAY_MS)).toBe(volume);
    }
    expect(between(at, start + 4 * DAY_MS, start + 4 * DAY_MS + HOUR_MS)).toBeGreaterThan(3_000);
  });
});
