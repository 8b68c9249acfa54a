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
/** A read waits only where another process recovers the log after a crash. */
const READ_PATIENCE_MS = 1_000;
const SQLITE_BUSY = 5;
/** SQLite's 2 MB read and write the pages of an index more often: 300,000 contacts were imported in 4.7 s with them, and in 4.0 with more. */
const CACHE_KB = 8000;

/**
 * One writing connection, taken in turns, and one for reading beside it: in WAL mode a read neither waits for a
 * transaction nor sees its unfinished rows. SQLite's calls are synchronous, so one reader serves all.
 *
 * Transactions begin IMMEDIATE. A deferred one that reads first and then writes fails with SQLITE_BUSY_SNAPSHOT as
 * soon as another process has written, however long the timeout is.
 */
export class SqliteDriver implements Driver {
  readonly #lock = new WriterLock();
  #open: { writer: DatabaseSync; reader: DatabaseSync; write: Statements; read: Statements } | undefined;

  /** @param file created at the first query when it does not exist; its folder must */
  constructor(private readonly file: string) {}

  /** Throws what node:sqlite throws. */
  async init(): Promise<void> {
    const writer = new DatabaseSync(this.file, { timeout: 0 });
    try {
      // WAL survives in the file; FULL makes a commit survive a power cut, which WAL's default would not promise.
      await whenFree(() => writer.exec('PRAGMA journal_mode = WAL'));
      writer.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
      // What is deleted is overwritten in the file: people who were erased are not found in its free space.
      writer.exec('PRAGMA secure_delete = ON');
      writer.exec(`PRAGMA cache_size = -${CACHE_KB}`);
      const reader = new DatabaseSync(this.file, { timeout: READ_PATIENCE_MS });
      reader.exec('PRAGMA query_only = ON');
      this.#open = { writer, reader, write: new Statements(writer), read: new Statements(reader) };
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  acquireConnection(): Promise<SqliteConnection> {
    const { read, write } = this.#open!;
    return Promise.resolve(new SqliteConnection(read, write, this.#lock));
  }

  beginTransaction(connection: SqliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.rollback();
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#open?.reader.close();
    this.#open?.writer.close();
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
      return await whenFree(() => this.write.run<Row>(query));
    } finally {
      release();
    }
  }

  async begin(): Promise<void> {
    const release = await this.lock.acquire();
    try {
      await whenFree(() => this.write.run({ sql: 'BEGIN IMMEDIATE', parameters: [] }));
    } catch (error) {
      release();
      throw error;
    }
    this.#release = release;
  }

  /** A commit that fails keeps our turn: Kysely rolls back next, and nobody may begin before that. */
  async commit(): Promise<void> {
    await whenFree(() => this.write.run({ sql: 'COMMIT', parameters: [] }));
    this.#endTurn();
  }

  async rollback(): Promise<void> {
    try {
      // After some errors, a full disk for one, SQLite has rolled back by itself and refuses to do it again.
      if (this.write.inTransaction) this.write.run({ sql: 'ROLLBACK', parameters: [] });
    } finally {
      this.#endTurn();
    }
  }

  streamQuery(): never {
    throw new Error(
      'The SQLite driver does not stream: an open cursor would hold its snapshot. Read in pages.',
    );
  }

  #endTurn(): void {
    this.#release?.();
    this.#release = undefined;
  }
}

/** Waits for other processes without blocking the thread, which also serves sockets. */
async function whenFree<T>(action: () => T): Promise<T> {
  for (let waited = 0; ; waited += BUSY_RETRY_MS) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error) || waited >= BUSY_PATIENCE_MS) throw error;
      await delay(BUSY_RETRY_MS);
    }
  }
}

/** The low byte is the kind; the others tell more, that another process recovers the log for example. */
const isBusy = (error: unknown): boolean =>
  ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY;
