import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Db, isForeignKeyViolation, type Store, transact } from '../store';
import { FIRST_SIZE, nextSize, type Slice, sliceAfter } from './slices';

/**
 * Writes something about all contacts in many short transactions, so that others get to write in between. Each contact is looked
 * at once, in the order of their keys: what is written does not change who is looked at next.
 * @param write returns how many it changed
 * @returns how many were changed
 */
export async function writeInSlices(
  { db }: Store,
  write: (tx: Db, slice: Slice) => Promise<number>,
): Promise<number> {
  let changed = 0;
  let size = FIRST_SIZE;
  for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
    await nextTurn();
    const from: Slice['after'] = after;
    const done = await whileContactsGo(() =>
      transact(db, async (tx) => {
        const start = performance.now();
        const slice = await sliceAfter(tx, from, size);
        return { slice, changed: await write(tx, slice), tookMs: performance.now() - start };
      }),
    );
    changed += done.changed;
    size = nextSize(size, done.tookMs);
    after = done.slice.upTo;
  }
  return changed;
}

const MOST_ATTEMPTS = 20;

/**
 * Runs `work` again where it names a contact that was deleted at that moment, which on Postgres only the write itself finds out:
 * the next time the contact is not there.
 */
export async function whileContactsGo<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isForeignKeyViolation(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
