/** Somebody asked for something in a message. */
export interface Visit {
  /** A link's number, or the page. */
  what: string;
  at: number;
  isHead: boolean;
  /** Address and agent. */
  visitor: string;
}

/**
 * So many different links of one message within so long is faster than people are.
 * Source: https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect, https://github.com/mautic/mautic/issues/9798
 */
export const BURSTS = [
  { links: 2, withinMs: 1000 },
  { links: 3, withinMs: 3000 },
] as const;

/** What is further apart says nothing about each other. */
export const BURST_WINDOW_MS = Math.max(...BURSTS.map(({ withinMs }) => withinMs));

/** Whether visits of one message are a scanner's: several links at once, or one tried with HEAD before it is fetched. */
export function isScan(visits: readonly Visit[]): boolean {
  const ordered = visits.toSorted((a, b) => a.at - b.at);
  return (
    BURSTS.some(({ links, withinMs }) =>
      ordered.some(
        ({ at }, index) =>
          new Set(
            ordered
              .slice(index)
              .filter((one) => one.at - at <= withinMs)
              .map(({ what }) => what),
          ).size >= links,
      ),
    ) || triesFirst(ordered)
  );
}

/** By the same visitor: with link protection, a scanner's HEAD comes before the click of a person who is somewhere else. */
const triesFirst = (ordered: readonly Visit[]): boolean =>
  ordered.some(
    ({ isHead, what, visitor }, index) =>
      isHead &&
      ordered
        .slice(index + 1)
        .some((later) => !later.isHead && later.what === what && later.visitor === visitor),
  );
