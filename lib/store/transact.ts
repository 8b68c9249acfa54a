import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from './store';

/** Two transactions that waited for each other: Postgres gave this one up, and nothing of it is committed. */
const CONFLICT = /^(40001|40P01)$/;
/** The server shuts down or does not answer; the last transaction may be committed or not. */
const LOST = /^(57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/;
const LOST_MESSAGE = /connection terminated|timeout exceeded when trying to connect|not queryable/i;

const CONFLICT_PATIENCE_MS = 2_000;
/** A restart or a failover of Postgres takes seconds. */
const LOST_PATIENCE_MS = 30_000;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 2_000;

/**
 * Runs `work` in a transaction, and again when the database gave it up for a conflict. So `work` does nothing but
 * read and write the database.
 * @param lost for work that is right a second time even if the first was committed unseen: then a lost connection is
 *        waited for, half a minute long
 */
export async function transact<T>(
  db: Db,
  work: (tx: Db) => Promise<T>,
  lost?: 'also when the connection is lost',
): Promise<T> {
  const start = Date.now();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (Date.now() - start > patience(error as Error & { code?: string }, lost !== undefined)) throw error;
      await delay(wait * (0.5 + Math.random() / 2));
    }
  }
}

function patience({ code = '', message }: Error & { code?: string }, mayBeLost: boolean): number {
  if (CONFLICT.test(code)) return CONFLICT_PATIENCE_MS;
  return mayBeLost && isLost({ code, message }) ? LOST_PATIENCE_MS : -1;
}

/** Whether it says that the connection to the database is lost, and nothing of what was written. */
export const isLost = ({ code = '', message }: { code?: string; message: string }): boolean =>
  LOST.test(code) || LOST_MESSAGE.test(message);
