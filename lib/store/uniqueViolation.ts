/** SQLITE_CONSTRAINT_UNIQUE, and Postgres's unique_violation. */
const SQLITE_UNIQUE = 2067;
const POSTGRES_UNIQUE = '23505';

/** Whether a write failed because a value that has to be unique is there already. */
export function isUniqueViolation(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return errcode === SQLITE_UNIQUE || code === POSTGRES_UNIQUE;
}
