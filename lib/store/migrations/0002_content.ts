import type { ColumnDefinitionBuilder } from 'kysely';
import type { Db, Store } from '../store';
import { addKey } from './addKey';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

/** Templates, and what a campaign is made of besides its HTML. */
export async function content(tx: Db, dialect: Store['dialect']): Promise<void> {
  await createTemplates(tx, dialect);
  await extendCampaigns(tx);
  await createAttachments(tx);
}

async function createTemplates(tx: Db, dialect: Store['dialect']): Promise<void> {
  await addKey(tx.schema.createTable('templates'), 'id', dialect)
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('body', 'text', required)
    .addColumn('components', 'text')
    .addColumn('body_text', 'text')
    .addColumn('required_variables', 'text', required)
    .addColumn('revision', 'integer', zero)
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .execute();
}

/** SQLite adds one column at a time. A launched campaign has a copy of its template and outlives it. */
async function extendCampaigns(tx: Db): Promise<void> {
  for (const column of ['components', 'substitution_data', 'send_data', 'utm']) {
    await tx.schema.alterTable('campaigns').addColumn(column, 'text').execute();
  }
  await tx.schema
    .alterTable('campaigns')
    .addColumn('warnings', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await tx.schema.alterTable('campaigns').addColumn('revision', 'integer', zero).execute();
  await tx.schema
    .alterTable('campaigns')
    .addColumn('template_id', 'bigint', (column) => column.references('templates.id').onDelete('set null'))
    .execute();
  await tx.schema.createIndex('campaigns_by_template').on('campaigns').column('template_id').execute();
}

async function createAttachments(tx: Db): Promise<void> {
  await tx.schema
    .createTable('campaign_attachments')
    .addColumn('campaign_id', 'bigint', (column) =>
      column.notNull().references('campaigns.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', required)
    .addColumn('filename', 'text', required)
    .addColumn('content_type', 'text', required)
    .addColumn('content_id', 'text')
    .addColumn('size', 'integer', required)
    .addColumn('content', 'text', required)
    .addPrimaryKeyConstraint('campaign_attachments_pk', ['campaign_id', 'position'])
    .execute();
}
