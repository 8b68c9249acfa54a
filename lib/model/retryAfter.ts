/** Of an answer over HTTP, their names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A server cannot send us away for longer. */
const LONGEST_MS = 3_600_000;

/**
 * Retry-After in ms (RFC 9110 section 10.2.3): seconds, or a date, which is taken against the server's own Date, so that its clock
 * need not agree with ours. Undefined where there is none, or none that makes sense.
 */
export function retryAfterOf(headers: ResponseHeaders): number | undefined {
  const [after, date] = [headers['retry-after'], headers['date']];
  const wait = waitOf(String(after), String(date));
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), LONGEST_MS);
}

function waitOf(after: string, date: string): number {
  if (/^\d+$/.test(after)) return 1000 * Number(after);
  // Date.parse makes a date of nearly anything.
  return after.endsWith(' GMT') ? Date.parse(after) - Date.parse(date) : NaN;
}
