/** Hours of a day. */
const HOURS = 24;
const HOUR_MS = 3_600_000;
const BASE = 36;
/** The largest number that one digit holds. */
const MOST = BASE - 1;

/**
 * How often somebody opened or clicked at each hour of the day, in UTC: a digit to the base 36 for each. When one has no room left, all
 * are halved, so that what was long ago counts less.
 */
export function countHours(before: string | null, instants: readonly number[]): string {
  let hours = before ?? '0'.repeat(HOURS);
  for (const instant of instants) {
    const hour = Math.floor(instant / HOUR_MS) % HOURS;
    if (countAt(hours, hour) === MOST) hours = halved(hours);
    const more = (countAt(hours, hour) + 1).toString(BASE);
    hours = hours.slice(0, hour) + more + hours.slice(hour + 1);
  }
  return hours;
}

const countAt = (hours: string, hour: number): number => parseInt(hours[hour]!, BASE);

const halved = (hours: string): string =>
  [...hours].map((digit) => (parseInt(digit, BASE) >> 1).toString(BASE)).join('');
