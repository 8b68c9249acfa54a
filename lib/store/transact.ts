import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from './store';

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 20;

/** Postgres: serialization failure, deadlock, server shutting down, and everything about lost connections (class 08). */
const TRANSIENT_CODE = /^(40001|40P01|57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE)$/;

/**
 * Runs `work` in a transaction, and again when the database gave it up for a reason that passes: two transactions that
 * waited for each other, a connection that was lost. So `work` does nothing but read and write the database.
 */
export async function transact<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      await delay(FIRST_WAIT_MS * 2 ** attempt * Math.random());
    }
  }
}

function isTransient(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return TRANSIENT_CODE.test(code ?? '') || message === 'Connection terminated unexpectedly';
}
