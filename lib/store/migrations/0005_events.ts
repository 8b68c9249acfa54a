import { sql } from 'kysely';
import type { Db, Store } from '../store';

/** What happened to messages after they left. */
export async function events(tx: Db, dialect: Store['dialect']): Promise<void> {
  for (const column of ['key', 'url', 'ip', 'user_agent', 'machine', 'bounce_type']) {
    await tx.schema.alterTable('events').addColumn(column, 'text').execute();
  }
  await tx.schema.alterTable('events').addColumn('link', 'integer').execute();
  // What is told twice is written once.
  await sql`create unique index events_key on events (campaign_id, key) where key is not null`.execute(tx);
  // What is forgotten after a while.
  await sql`create index events_with_address on events (at)
    where (ip is not null or user_agent is not null)`.execute(tx);
  if (dialect === 'postgres') await followOnPostgres(tx);
  for (const column of ['any_opened_at', 'any_clicked_at']) {
    await tx.schema.alterTable('deliveries').addColumn(column, 'bigint').execute();
  }
  await tx.schema.alterTable('campaigns').addColumn('tracking', 'text').execute();
  await tx.schema.alterTable('contact_activity').addColumn('open_hours', 'text').execute();
  await tx.schema
    .createTable('event_counts')
    .addColumn('campaign_id', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('event_counts_pk', ['campaign_id', 'name'])
    .execute();
  await tx.schema
    .createTable('followers')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('until', 'text')
    .execute();
}

/**
 * Numbers of a sequence become visible out of order there: whoever reads the log from a place on goes by its transactions, and no further than the
 * oldest one that is still open.
 */
async function followOnPostgres(tx: Db): Promise<void> {
  await sql`alter table events add column written_by xid8 not null default pg_current_xact_id()`.execute(tx);
  await sql`create index events_in_order on events (written_by, sequence)`.execute(tx);
}
