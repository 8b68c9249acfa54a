import { type ColumnDefinitionBuilder, sql } from 'kysely';
import type { Db } from '../store';

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** How fast messages leave, through what, and in whose name. */
export async function delivery(tx: Db): Promise<void> {
  await extendDeliveries(tx);
  await tx.schema.alterTable('campaigns').addColumn('stop_requested_at', 'bigint').execute();
  // What says whether a campaign should go on, among what may be millions of opens and clicks.
  await sql`create index events_of_health on events (campaign_id, type, at)
    where type in ('complaint', 'resumed')`.execute(tx);
  await createPace(tx);
  await tx.schema
    .createTable('sending_domains')
    .addColumn('domain', 'text', (column) => column.primaryKey())
    .addColumn('config', 'text', required)
    .addColumn('dkim_key', 'text')
    .execute();
}

async function extendDeliveries(tx: Db): Promise<void> {
  await tx.schema.alterTable('deliveries').addColumn('transport_id', 'text').execute();
  await tx.schema.alterTable('deliveries').addColumn('bounce_type', 'text').execute();
  await tx.schema
    .alterTable('deliveries')
    .addColumn('unanswered', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // What is done is counted, and how much of it lately: the progress of a campaign is asked for again and again.
  await sql`create index deliveries_done on deliveries (campaign_id, status, updated_at)
    where status not in ('pending', 'sending')`.execute(tx);
}

/** What was reserved for the future so far is at most half a second of it, and is dropped. */
async function createPace(tx: Db): Promise<void> {
  await tx.schema.dropTable('pace').execute();
  await tx.schema
    .createTable('pace')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', required)
    .execute();
  await tx.schema
    .createTable('permits')
    .addColumn('key', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('owner', 'text', required)
    .addColumn('lease_until', 'bigint', required)
    .addPrimaryKeyConstraint('permits_pk', ['key', 'number'])
    .execute();
}
