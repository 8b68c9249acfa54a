import { DateTime } from 'luxon';

/**
 * The picker gives `2026-12-01T09:00:00`, an expression may give a DateTime, a Date or any text. What is no time is
 * passed on, for the engine to refuse.
 */
export function withOffset(value: unknown, timezone: string): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: timezone, setZone: true });
  return time.toISO() ?? text;
}
