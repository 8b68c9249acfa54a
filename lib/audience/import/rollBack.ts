import type { Db } from '../../store';

/** Runs `work` in a transaction that is rolled back whatever comes of it. */
export async function rollBack<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const tx = await db.startTransaction().execute();
  try {
    return await work(tx);
  } finally {
    await tx.rollback().execute();
  }
}
