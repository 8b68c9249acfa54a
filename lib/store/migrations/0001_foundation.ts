import { type ColumnDefinitionBuilder, sql } from 'kysely';
import type { Db, Store } from '../store';
import { addKey } from './addKey';

type Dialect = Store['dialect'];
type Column = ColumnDefinitionBuilder;

const required = (column: Column) => column.notNull();

export async function foundation(tx: Db, dialect: Dialect): Promise<void> {
  await createAudience(tx, dialect);
  await createCampaigns(tx, dialect);
  await createDeliveries(tx);
  await createEvents(tx, dialect);
  await createSettings(tx);
}

async function createAudience(tx: Db, dialect: Dialect): Promise<void> {
  await addKey(tx.schema.createTable('contacts'), 'id', dialect)
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('domain', 'text', required)
    .addColumn('name', 'text')
    .addColumn('status', 'text', required)
    .addColumn('fields', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .execute();

  await addKey(tx.schema.createTable('labels'), 'id', dialect)
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .execute();

  await tx.schema
    .createTable('contact_labels')
    .addColumn('label_id', 'bigint', (column) => column.notNull().references('labels.id').onDelete('cascade'))
    .addColumn('contact_id', 'bigint', (column) =>
      column.notNull().references('contacts.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('contact_labels_pk', ['label_id', 'contact_id'])
    .$call((table) => (dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
  await tx.schema
    .createIndex('contact_labels_by_contact')
    .on('contact_labels')
    .columns(['contact_id', 'label_id'])
    .execute();

  await tx.schema
    .createTable('suppressions')
    .addColumn('email', 'text', (column) => column.primaryKey())
    .addColumn('reason', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .execute();
}

async function createCampaigns(tx: Db, dialect: Dialect): Promise<void> {
  await addKey(tx.schema.createTable('campaigns'), 'id', dialect)
    .addColumn('status', 'text', required)
    .addColumn('status_reason', 'text')
    .addColumn('subject', 'text', required)
    .addColumn('preview_text', 'text')
    .addColumn('sender_name', 'text', required)
    .addColumn('sender_email', 'text', required)
    .addColumn('reply_to', 'text')
    .addColumn('body', 'text', required)
    .addColumn('body_text', 'text')
    .addColumn('recipients', 'text', required)
    .addColumn('scheduled_at', 'bigint')
    .addColumn('launched_at', 'bigint')
    .addColumn('freeze_cursor', 'bigint', required)
    .addColumn('frozen_at', 'bigint')
    .addColumn('sent_at', 'bigint')
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .execute();
  await tx.schema
    .createIndex('campaigns_by_status')
    .on('campaigns')
    .columns(['status', 'scheduled_at'])
    .execute();
}

/** No foreign key to contacts: what happened to a delivery outlives the contact. */
async function createDeliveries(tx: Db): Promise<void> {
  await tx.schema
    .createTable('deliveries')
    .addColumn('campaign_id', 'bigint', (column) => column.notNull().references('campaigns.id'))
    .addColumn('contact_id', 'bigint', required)
    .addColumn('domain', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('attempts', 'integer', required)
    .addColumn('due_at', 'bigint', required)
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .addPrimaryKeyConstraint('deliveries_pk', ['campaign_id', 'contact_id'])
    .execute();
  // Only what is still open, so that claiming costs the same at the end of a campaign as at its start.
  await sql`create index deliveries_open on deliveries (campaign_id, due_at, contact_id)
    where status in ('pending', 'sending')`.execute(tx);
}

/** `sequence` orders the whole log. SQLite counts only in a primary key of one column, Postgres can lead with the campaign. */
async function createEvents(tx: Db, dialect: Dialect): Promise<void> {
  const table = tx.schema.createTable('events');
  const columns = (
    dialect === 'sqlite'
      ? table.addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
      : table.addColumn('sequence', 'bigint', (column) => column.notNull().generatedAlwaysAsIdentity())
  )
    .addColumn('campaign_id', 'bigint', required)
    .addColumn('type', 'text', required)
    .addColumn('contact_id', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', required);
  if (dialect === 'sqlite') {
    await columns.execute();
    await tx.schema
      .createIndex('events_by_campaign')
      .on('events')
      .columns(['campaign_id', 'sequence'])
      .execute();
  } else {
    await columns.addPrimaryKeyConstraint('events_pk', ['campaign_id', 'sequence']).execute();
  }
}

async function createSettings(tx: Db): Promise<void> {
  await tx.schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', required)
    .execute();
  await tx.schema
    .createTable('transports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('config', 'text', required)
    .addColumn('password', 'text')
    .execute();
  await tx.schema
    .createTable('pace')
    .addColumn('transport_id', 'text', (column) => column.primaryKey())
    .addColumn('next_slot_at', 'double precision', required)
    .execute();
}
