import type { Response } from './http';
import { addSeen, readSeen, type Seen, type StoredSeen, storeSeen } from './seen';

/** What this process knows of a node. */
interface Memory {
  /** Resolves when the request before has been answered. */
  tail: Promise<void>;
  seen: Seen;
}

const memories = new Map<string, Memory>();

export interface Taken {
  /** Those of the keys that were not there before. */
  fresh: Set<string>;
  /** What to store once the execution has been started. */
  seen: StoredSeen;
}

/**
 * Waits until all requests before have been answered, so that of two with the same event one is taken. n8n reads a node's static data
 * before a request and writes it back whole afterwards, and a long execution may write an older state: what was taken meanwhile is
 * remembered here, and stored again with the next request. An event is taken when n8n has answered, which it does once the execution is
 * in its database: where that fails, the sender comes again. Other processes (queue mode) have memories of their own and share what is
 * stored; of the same event at the same instant in two of them, both would pass.
 */
export async function takeInTurn(
  node: string,
  keys: readonly string[],
  stored: StoredSeen | undefined,
  response: Response,
  now: number,
): Promise<Taken> {
  const memory = memories.get(node) ?? { tail: Promise.resolve(), seen: new Map() };
  memories.set(node, memory);
  const before = memory.tail;
  const answered = new Promise<void>((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
  let fresh = new Set<string>();
  memory.tail = before
    .then(() => answered)
    .then(() => {
      if (response.statusCode < 400) memory.seen = addSeen(memory.seen, fresh, now);
    });
  await before;
  const seen = readSeen(stored, memory.seen);
  fresh = new Set(keys.filter((key) => !seen.has(key)));
  return { fresh, seen: storeSeen(addSeen(seen, fresh, now)) };
}
