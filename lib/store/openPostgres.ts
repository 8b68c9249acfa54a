import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import { MailtargetError } from '../model';
import type { OpenDatabase } from './store';
import type { Tables } from './tables';

/** Our tables live in a schema of their own, so that the database may be shared, with n8n itself for example. */
const SCHEMA = 'mailtarget';
const MAX_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 10_000;

/** Keys and instants are 64-bit in Postgres and stay far below 2^53 here, so they may be numbers. */
const INT8 = 20;
const getTypeParser = ((oid: number, format?: 'text'): unknown =>
  oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser;

/** @throws MailtargetError DATABASE_UNREACHABLE */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: withSearchPath(url),
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'mailtarget',
    types: { getTypeParser },
  });
  // A connection that drops fails the query it is at, or is replaced; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
    await createSchema(db);
  } catch (error) {
    await db.destroy();
    throw new MailtargetError(
      'DATABASE_UNREACHABLE',
      `Postgres at ${withoutPassword(url)} cannot be used (${reason(error)}). Check the URL, the password and that the server runs.`,
      {},
      { cause: error },
    );
  }
  return { db, dialect: 'postgres', close: () => db.destroy() };
}

/** Adds to options that the URL may carry already, which would take the place of the pool's. */
function withSearchPath(url: string): string {
  if (!URL.canParse(url)) {
    throw new MailtargetError(
      'DATABASE_UNREACHABLE',
      'The Postgres URL cannot be read. Write it like postgres://user:password@host:5432/database, with special characters of the password percent-encoded.',
    );
  }
  const parsed = new URL(url);
  const options = parsed.searchParams.get('options') ?? '';
  parsed.searchParams.set('options', `${options} -c search_path=${SCHEMA}`.trim());
  return parsed.href;
}

/** `IF NOT EXISTS` alone may fail when two processes ask at the same instant, hence the lock. */
async function createSchema(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${SCHEMA}))`.execute(tx);
    const { rows } = await sql`select 1 from pg_namespace where nspname = ${SCHEMA}`.execute(tx);
    if (rows.length === 0) await sql`create schema ${sql.id(SCHEMA)}`.execute(tx);
  });
}

/** A refused connection on two address families is an AggregateError with an empty message. */
function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}

/** A password with a slash or an @ in it that nobody encoded is taken for the host or the path. */
function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname.includes('@') ? 'the given URL' : host + pathname;
}
