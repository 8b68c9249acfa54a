import { DateTime, IANAZone } from 'luxon';
import { isLocale } from './amounts';
import { toText } from '../toText';
import type { Filter } from './filter';

const DEFAULT_FORMAT = 'd LLLL yyyy';
/** Numbers below it are seconds: as milliseconds they would lie before March 1973. */
const SECONDS_BELOW = 1e11;
/** Since 1970 in a field that is text. */
const SECONDS = /^\d{9,13}$/;
const DATE = /^\d{4}-?\d{2}-?\d{2}/;
const DAY = /^\d{4}-?\d{2}-?\d{2}$/;

/**
 * `{{renewal | date}}`, `{{renewal | date: "d LLLL yyyy", "de", "Europe/Berlin"}}`: a format of Luxon's tokens, the locale,
 * and the zone. The value is ISO 8601 text, or seconds or milliseconds since the epoch. Without a zone a time keeps the
 * offset it is written with, and one without an offset is UTC.
 */
export const date: Filter = {
  arguments: [0, 3],
  example: '{{renewal | date: "d LLLL yyyy", "de", "Europe/Berlin"}}',
  check: ([, locale, zone]) =>
    locale !== undefined && !isLocale(locale)
      ? `"${toText(locale)}" is not a locale such as "de" or "en-GB"`
      : zone !== undefined && !isZone(zone)
        ? `"${toText(zone)}" is not a time zone such as "Europe/Berlin"`
        : undefined,
  apply(value, [format = DEFAULT_FORMAT, locale, zone]) {
    const instant = read(value);
    if (!instant?.isValid || typeof format !== 'string') return value;
    // A day without a time is that day everywhere.
    const isDay = typeof value === 'string' && DAY.test(value.trim());
    const placed = isZone(zone) && !isDay ? instant.setZone(zone) : instant;
    return placed.setLocale(isLocale(locale) ? locale : 'en').toFormat(format);
  },
};

function read(value: unknown): DateTime | undefined {
  if (typeof value === 'number') {
    return DateTime.fromMillis(Math.abs(value) < SECONDS_BELOW ? value * 1000 : value, { zone: 'utc' });
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (SECONDS.test(text)) return read(Number(text));
  // What has no date would be taken for today.
  if (!DATE.test(text)) return undefined;
  const iso = DateTime.fromISO(text, { setZone: true, zone: 'utc' });
  return iso.isValid ? iso : DateTime.fromSQL(text, { setZone: true, zone: 'utc' });
}

const isZone = (value: unknown): value is string => typeof value === 'string' && IANAZone.isValidZone(value);
