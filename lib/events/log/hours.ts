/** Hours of a day. */
const HOURS = 24;
const HOUR_MS = 3_600_000;
/** The largest number that one digit holds. */
const MOST = 35;

/**
 * How often somebody opened or clicked at each hour of the day, in UTC: a digit to the base 36 for each. When one has no room left, all
 * are halved, so that what was long ago counts less.
 */
export function countHours(before: string | null, instants: readonly number[]): string {
  const counts = before ? [...before].map((digit) => parseInt(digit, 36)) : new Array<number>(HOURS).fill(0);
  for (const instant of instants) {
    const hour = Math.floor(instant / HOUR_MS) % HOURS;
    if (counts[hour] === MOST) for (const [index, count] of counts.entries()) counts[index] = count >> 1;
    counts[hour]!++;
  }
  return counts.map((count) => count.toString(36)).join('');
}
