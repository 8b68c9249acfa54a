import { setTimeout as delay } from 'node:timers/promises';
import type { EmailMarketing, MailtargetEvent, NextEvents, NextEventsQuery } from '../model';

/** How often the log is looked at while there is nothing new in it. */
const LOOK_EVERY_MS = 1_000;
/** After an error: the engine may be starting again. */
const RETRY_MS = 5_000;
/** The batch that is being dealt with is waited for this long when the feed ends; it may take hours. */
const LAST_PATIENCE_MS = 3_000;

export interface EventFeedOptions {
  query: NextEventsQuery;
  /** Called for each batch, one after the other; resolves once it was dealt with. `batch` is the same when it comes again. */
  deal: (events: readonly MailtargetEvent[], batch: string) => Promise<void>;
  onError: (error: Error) => void;
}

/**
 * Hands the events of an engine to a follower, from where it was; to a new one, what happens once this has resolved. A batch that was not
 * dealt with, because this process ended before, comes again.
 * @returns what ends it: no batch is handed out any more, and the one that is being dealt with is waited for, some seconds at most
 */
export async function feedEvents(
  { events }: EmailMarketing,
  { query, deal, onError }: EventFeedOptions,
): Promise<() => Promise<void>> {
  const stopped = new AbortController();
  const { signal } = stopped;
  let next: NextEvents | undefined = await events.next(query);
  /** @returns how long to wait before the next one, in ms */
  const dealWithNext = async (): Promise<number> => {
    next ??= await events.next(query);
    const { batch } = next;
    if (batch !== null && !signal.aborted) {
      if (next.events.length > 0) await deal(next.events, batch);
      await events.acknowledge({ follower: query.follower, batch });
    }
    next = undefined;
    return batch === null ? LOOK_EVERY_MS : 0;
  };
  const ended = (async () => {
    while (!signal.aborted) {
      const wait = await dealWithNext().catch((error: Error) => {
        if (!signal.aborted) onError(error);
        return RETRY_MS;
      });
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  })();
  return async () => {
    stopped.abort();
    const settled = new AbortController();
    void ended.then(() => settled.abort());
    await delay(LAST_PATIENCE_MS, undefined, { signal: settled.signal }).catch(() => {});
  };
}
