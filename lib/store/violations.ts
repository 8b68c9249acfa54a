/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_FOREIGNKEY, and what Postgres calls them. */
const UNIQUE = [2067, '23505'];
const FOREIGN_KEY = [787, '23503'];

/** Whether a write failed because a value that has to be unique is there already. */
export const isUniqueViolation = (error: unknown): boolean => isOneOf(UNIQUE, error);

/** Whether a write failed because the row that it names is not there. */
export const isForeignKeyViolation = (error: unknown): boolean => isOneOf(FOREIGN_KEY, error);

function isOneOf(codes: readonly (number | string)[], error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return codes.includes(errcode ?? code ?? '');
}
