import { countHours } from '../../lib/events/log/hours';

const HOUR = 3_600_000;
const at = (hour: number, times = 1) => new Array<number>(times).fill(hour * HOUR);

test('each hour of the day has a digit', () => {
  expect(countHours(null, [...at(0), ...at(23, 2), 25 * HOUR])).toBe(`11${'0'.repeat(21)}2`);
});

test('what was counted before is counted on', () => {
  const before = countHours(null, at(5, 20));
  expect(countHours(before, at(5, 15))[5]).toBe('z');
});

test('when there is no room left, what was long ago counts half', () => {
  const before = countHours(null, [...at(5, 35), ...at(6, 9)]);
  expect(countHours(before, at(5))).toBe(`00000i4${'0'.repeat(17)}`);
});
