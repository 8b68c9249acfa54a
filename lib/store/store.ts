import type { Kysely } from 'kysely';
import type { Tables } from './tables';

/** A database handle or an open transaction: what a query runs on. */
export type Db = Kysely<Tables>;

export interface Store {
  readonly db: Db;
  readonly dialect: 'sqlite' | 'postgres';
  /** Aborted when it is being closed. */
  readonly closed: AbortSignal;
  close(): Promise<void>;
}

/** What a driver opens. */
export type OpenDatabase = Omit<Store, 'closed'>;
