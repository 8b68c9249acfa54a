import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Db, transact } from '../store';

interface Pending {
  work: (tx: Db) => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/**
 * Puts the small writes of many connections into shared transactions: what arrives while one is being committed goes
 * into the next. A commit costs a disk flush, whatever is in it.
 */
export class GroupCommit {
  #queue: Pending[] = [];
  #running = false;

  constructor(private readonly db: Db) {}

  /**
   * Resolves with the work's result once it is committed. An error in one fails everything in its transaction, which
   * may be run more than once: the work only reads and writes the database.
   */
  run<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve, reject });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      // SQLite commits without leaving the thread: let every reply that came in meanwhile join this group.
      await nextTurn();
      const group = this.#queue;
      this.#queue = [];
      try {
        const results = await transact(this.db, async (tx) => {
          const values: unknown[] = [];
          for (const { work } of group) values.push(await work(tx));
          return values;
        });
        group.forEach(({ resolve }, index) => resolve(results[index] as never));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }
}
