import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
} from 'kysely';
import { Statements } from './statements';
import { WriterLock } from './writerLock';

/** How long a write waits for another process. Our own writes are cut into chunks of well under a second. */
const BUSY_PATIENCE_MS = 15_000;
const BUSY_RETRY_MS = 5;
const SQLITE_BUSY = 5;

/**
 * One writing connection, taken in turns, and one for reading beside it: in WAL mode a read neither waits for a
 * transaction nor sees its unfinished rows. SQLite's calls are synchronous, so one reader serves all.
 *
 * Transactions begin IMMEDIATE. A deferred one that reads first and then writes fails with SQLITE_BUSY_SNAPSHOT as
 * soon as another process has written, however long the timeout is.
 */
export class SqliteDriver implements Driver {
  readonly #writer: DatabaseSync;
  readonly #reader: DatabaseSync;
  readonly #lock = new WriterLock();
  readonly #write: Statements;
  readonly #read: Statements;

  /** @param file created when it does not exist; its folder must. Throws what node:sqlite throws. */
  constructor(file: string) {
    this.#writer = new DatabaseSync(file, { timeout: BUSY_PATIENCE_MS });
    // WAL survives in the file; FULL makes a commit survive a power cut, which WAL's default would not promise.
    this.#writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    // From here on we wait for other processes without blocking the thread, which also serves sockets.
    this.#writer.exec('PRAGMA busy_timeout = 0');
    this.#reader = new DatabaseSync(file, { timeout: BUSY_PATIENCE_MS });
    this.#reader.exec('PRAGMA query_only = ON');
    this.#write = new Statements(this.#writer);
    this.#read = new Statements(this.#reader);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<SqliteConnection> {
    return Promise.resolve(new SqliteConnection(this.#read, this.#write, this.#lock));
  }

  beginTransaction(connection: SqliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.end('COMMIT');
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.end('ROLLBACK');
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
    return Promise.resolve();
  }
}

/** What Kysely takes for a connection: it sends each query to the reader or the writer. */
class SqliteConnection implements DatabaseConnection {
  /** Ends our turn at the writer; set while a transaction is open. */
  #release: (() => void) | undefined;

  constructor(
    private readonly read: Statements,
    private readonly write: Statements,
    private readonly lock: WriterLock,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#release) return this.write.run<Row>(query);
    if (SelectQueryNode.is(query.query)) return this.read.run<Row>(query);
    const release = await this.lock.acquire();
    try {
      return await this.#whenFree(() => this.write.run<Row>(query));
    } finally {
      release();
    }
  }

  async begin(): Promise<void> {
    const release = await this.lock.acquire();
    try {
      await this.#whenFree(() => this.write.run({ sql: 'BEGIN IMMEDIATE', parameters: [] }));
    } catch (error) {
      release();
      throw error;
    }
    this.#release = release;
  }

  async end(statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    try {
      await this.#whenFree(() => this.write.run({ sql: statement, parameters: [] }));
    } finally {
      this.#release?.();
      this.#release = undefined;
    }
  }

  streamQuery(): never {
    throw new Error(
      'The SQLite driver does not stream: an open cursor would hold its snapshot. Read in pages.',
    );
  }

  async #whenFree<T>(action: () => T): Promise<T> {
    for (let waited = 0; ; waited += BUSY_RETRY_MS) {
      try {
        return action();
      } catch (error) {
        if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || waited >= BUSY_PATIENCE_MS)
          throw error;
        await delay(BUSY_RETRY_MS);
      }
    }
  }
}
