const HOUR = 3_600_000;
const KEPT_HOURS = 72;
const MAX_SEEN = 10_000;
/** Of base64: 48 bits, so that among 10,000 one in 28 billion new events is taken for a repeat. */
const LENGTH = 8;

/** By the hour they came in, the beginnings of their ids without anything between them: n8n writes it with each webhook, 80 KB at most. */
export type StoredSeen = Readonly<Record<string, string>>;

/** Which events there were, each with the hour it came in. */
export type Seen = ReadonlyMap<string, number>;

export const keyOf = (id: string): string => id.slice(0, LENGTH);

/** What is stored, and what this process remembers besides. */
export function readSeen(stored: StoredSeen = {}, remembered: Seen = new Map()): Map<string, number> {
  const seen = new Map(remembered);
  for (const [hour, keys] of Object.entries(stored)) {
    for (let at = 0; at + LENGTH <= keys.length; at += LENGTH) {
      const key = keys.slice(at, at + LENGTH);
      if (!seen.has(key)) seen.set(key, Number(hour));
    }
  }
  return seen;
}

/** With these, and without what is older than three days and beyond the last 10,000. */
export function addSeen(seen: Seen, keys: Iterable<string>, now: number): Map<string, number> {
  const hour = Math.floor(now / HOUR);
  const recent = [...seen]
    .filter(([, at]) => at > hour - KEPT_HOURS)
    .sort(([, one], [, other]) => one - other);
  return new Map([...recent, ...Array.from(keys, (key): [string, number] => [key, hour])].slice(-MAX_SEEN));
}

export function storeSeen(seen: Seen): StoredSeen {
  const stored: Record<string, string> = {};
  for (const [key, hour] of seen) stored[hour] = (stored[hour] ?? '') + key;
  return stored;
}
