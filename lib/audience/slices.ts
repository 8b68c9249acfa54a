import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { ContactKey } from '../model';
import type { Db, Store } from '../store';

/** A store, or a transaction on it. */
export type Reader = Pick<Store, 'db' | 'dialect'>;

/** Contacts by their keys: those after the one, up to the other. */
export interface Slice {
  after: ContactKey | 0;
  /** Undefined in the last slice. */
  upTo: ContactKey | undefined;
}

/** A look at a slice, or the write of one, should take so long: it keeps SQLite's thread, and other writers. */
const AIM_MS = 30;
export const FIRST_SIZE = 5000;
const SMALLEST_SIZE = 500;
/** Nothing is done faster than this, unless most of the keys are of contacts that were deleted. */
const LARGEST_PER_MS = 2500;

/** The next slice of so many keys: somewhat fewer contacts where some were deleted. */
export async function sliceAfter(db: Db, after: Slice['after'], size: number): Promise<Slice> {
  const { last } = await db
    .selectFrom('contacts')
    .select((eb) => eb.fn.max<ContactKey | null>('id').as('last'))
    .executeTakeFirstOrThrow();
  const upTo = (after + size) as ContactKey;
  return { after, upTo: last !== null && upTo < last ? upTo : undefined };
}

/** How many contacts the next slice takes, when one of `size` took so long; never more than twice as many. */
export const nextSize = (size: number, tookMs: number, aimMs = AIM_MS): number =>
  Math.round(
    Math.min(
      LARGEST_PER_MS * aimMs,
      Math.max(SMALLEST_SIZE, size * Math.min(2, aimMs / Math.max(tookMs, 0.1))),
    ),
  );

/**
 * All contacts, as a long look at them is taken. A statement of SQLite keeps the whole thread, so there it is taken in
 * slices, and others get their turn in between; Postgres looks at all at once. A slice is as large as the time allows that
 * whoever asks spends with the one before.
 */
export async function* slicesOf({ db, dialect }: Reader): AsyncGenerator<Slice> {
  if (dialect === 'postgres') {
    yield { after: 0, upTo: undefined };
    return;
  }
  let size = FIRST_SIZE;
  for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
    await nextTurn();
    const slice = await sliceAfter(db, after, size);
    const start = performance.now();
    yield slice;
    size = nextSize(size, performance.now() - start);
    after = slice.upTo;
  }
}

/** Whether the key of a contact is in the slice. */
export function isWithin(column: string, { after, upTo }: Slice) {
  const key = sql.ref(column);
  return upTo === undefined
    ? sql<SqlBool>`${key} > ${after}`
    : sql<SqlBool>`${key} > ${after} and ${key} <= ${upTo}`;
}
