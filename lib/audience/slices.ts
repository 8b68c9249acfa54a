import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContactKey } from '../model';
import type { Db, Store } from '../store';

/** Contacts by their keys: those after the one, up to the other. */
export interface Slice {
  after: ContactKey | 0;
  /** Undefined in the last slice. */
  upTo: ContactKey | undefined;
}

/** The next slice of so many contacts, whether a campaign reaches them or not. */
export async function sliceAfter(db: Db, after: Slice['after'], size: number): Promise<Slice> {
  const last = await db
    .selectFrom('contacts')
    .select('id')
    .where('id', '>', after as ContactKey)
    .orderBy('id')
    .offset(size - 1)
    .limit(1)
    .executeTakeFirst();
  return { after, upTo: last?.id };
}

/**
 * All contacts, as a long look at them is taken. A statement of SQLite keeps the whole thread, so there it is taken in
 * slices, and others get their turn in between; Postgres looks at all at once.
 */
export async function* slicesOf({ db, dialect }: Store, size: number): AsyncGenerator<Slice> {
  if (dialect === 'postgres') {
    yield { after: 0, upTo: undefined };
    return;
  }
  for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
    await nextTurn();
    const slice = await sliceAfter(db, after, size);
    yield slice;
    after = slice.upTo;
  }
}
