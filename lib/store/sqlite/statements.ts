import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult } from 'kysely';
import { bindValue } from './binding';
import { type ForEachQuery, isForEach, type WrittenKey } from './forEach';

const CAPACITY = 300;
/** A longer text is a batch of rows: it hardly ever comes again, and its statement is large. */
const LONGEST_CACHED = 4000;

/** The prepared statements of one connection, the least recently used dropped first. */
export class Statements {
  readonly #prepared = new Map<string, StatementSync>();

  constructor(private readonly database: DatabaseSync) {}

  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  run<Row>(query: Pick<CompiledQuery, 'sql' | 'parameters'> | ForEachQuery): QueryResult<Row> {
    const statement = this.#prepare(query.sql);
    if (isForEach(query)) return { rows: runEach(statement, query.rows) as Row[] };
    const values = query.parameters.map(bindValue);
    if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  #prepare(sql: string): StatementSync {
    if (sql.length > LONGEST_CACHED) return this.database.prepare(sql);
    const statement = this.#prepared.get(sql) ?? this.database.prepare(sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    if (this.#prepared.size > CAPACITY) this.#prepared.delete(this.#prepared.keys().next().value!);
    return statement;
  }
}

/** Only the keys are kept: the answers of thousands of rows would outlive the young generation. */
const runEach = (statement: StatementSync, rows: ForEachQuery['rows']): WrittenKey[] =>
  rows.map((row) => {
    const { changes, lastInsertRowid } = statement.run(...row);
    return changes === 1 ? Number(lastInsertRowid) : undefined;
  });
