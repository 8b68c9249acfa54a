import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContactKey } from '../model';
import { type Db, transact } from '../store';

interface Pending {
  contact: ContactKey;
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
   * Resolves with the work's result once it is committed. The work may be run more than once, and only reads and
   * writes the database; what it does must be right a second time too, should the first have been committed unseen.
   * @param contact whose rows it writes
   */
  run<T>(contact: ContactKey, work: (tx: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ contact, work, resolve, reject });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      // SQLite commits without leaving the thread: let every reply that came in meanwhile join this group.
      await nextTurn();
      // In one order for everybody: two pumps that write to the same contacts then never wait for each other in a circle.
      const group = this.#queue.sort((one, other) => one.contact - other.contact);
      this.#queue = [];
      await this.#commit(group);
    }
    this.#running = false;
  }

  async #commit(group: readonly Pending[]): Promise<void> {
    try {
      const results = await transact(
        this.db,
        async (tx) => {
          const values: unknown[] = [];
          for (const { work } of group) values.push(await work(tx));
          return values;
        },
        'also when the connection is lost',
      );
      group.forEach(({ resolve }, index) => resolve(results[index] as never));
    } catch (error) {
      // One bad write does not take the others with it.
      if (group.length > 1) for (const pending of group) await this.#commit([pending]);
      else group[0]!.reject(error);
    }
  }
}
