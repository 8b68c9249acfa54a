import type { Feed, OutgoingMessage } from './transport';

/** Waits for the next message of a feed; undefined when there will be none any more. */
export async function nextOf(feed: Feed): Promise<OutgoingMessage | undefined> {
  for (;;) {
    const message = feed.take();
    if (message || !(await feed.wait())) return message;
  }
}
