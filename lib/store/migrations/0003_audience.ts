import { type ColumnDefinitionBuilder, type SqlBool, sql } from 'kysely';
import type { Db, Store } from '../store';
import { addKey } from './addKey';

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const unique = (column: ColumnDefinitionBuilder) => column.notNull().unique();
const ofContact = (column: ColumnDefinitionBuilder) =>
  column.references('contacts.id').onDelete('cascade').notNull();

/** Who people are, what they agreed to and did, and segments of them. */
export async function audience(tx: Db, dialect: Store['dialect']): Promise<void> {
  await extendContacts(tx);
  await extendLabels(tx, dialect);
  await mendFields(tx);
  await createFields(tx, dialect);
  await createActivity(tx, dialect);
  await createConsents(tx, dialect);
  await createSegments(tx, dialect);
  await extendCampaigns(tx, dialect);
}

async function extendContacts(tx: Db): Promise<void> {
  for (const column of ['source', 'funnel_status', 'time_zone']) {
    await tx.schema.alterTable('contacts').addColumn(column, 'text').execute();
  }
  for (const column of ['subscribed_at', 'opt_in_requested_at']) {
    await tx.schema.alterTable('contacts').addColumn(column, 'bigint').execute();
  }
  await sql`update contacts set subscribed_at = created_at where status = 'active'`.execute(tx);
}

async function extendLabels(tx: Db, dialect: Store['dialect']): Promise<void> {
  await tx.schema
    .alterTable('labels')
    .addColumn('is_public', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await releaseContactLabels(tx, dialect);
}

/** A label is deleted at once, and who had it in short transactions after that: so that is tied to the contact alone. */
async function releaseContactLabels(tx: Db, dialect: Store['dialect']): Promise<void> {
  if (dialect === 'postgres') {
    await tx.schema.alterTable('contact_labels').dropConstraint('contact_labels_label_id_fkey').execute();
    return;
  }
  await tx.schema
    .createTable('released')
    .addColumn('label_id', 'bigint', required)
    .addColumn('contact_id', 'bigint', ofContact)
    .addPrimaryKeyConstraint('contact_labels_pk', ['label_id', 'contact_id'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into released select label_id, contact_id from contact_labels order by label_id, contact_id`.execute(
    tx,
  );
  await tx.schema.dropTable('contact_labels').execute();
  await tx.schema.alterTable('released').renameTo('contact_labels').execute();
  await tx.schema
    .createIndex('contact_labels_by_contact')
    .on('contact_labels')
    .columns(['contact_id', 'label_id'])
    .execute();
}

/** Half of a surrogate pair, which nothing refused so far, is JSON that Postgres cannot read a value from. */
async function mendFields(tx: Db): Promise<void> {
  const halves = await tx
    .selectFrom('contacts')
    .select(['id', 'fields'])
    .where(sql<SqlBool>`fields like ${String.raw`%\ud%`} escape '^'`)
    .execute();
  for (const { id, fields } of halves) {
    const mended = JSON.stringify(JSON.parse(fields), (_, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed() : value,
    );
    await tx.updateTable('contacts').set({ fields: mended }).where('id', '=', id).execute();
  }
}

/** The fields that contacts have so far: a number or a boolean where all their values are, otherwise text. */
async function createFields(tx: Db, dialect: Store['dialect']): Promise<void> {
  await tx.schema
    .createTable('fields')
    .addColumn('tag', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', required)
    .addColumn('type', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .execute();
  const values =
    dialect === 'sqlite'
      ? sql`select key as tag, case type when 'integer' then 'number' when 'real' then 'number'
          when 'true' then 'boolean' when 'false' then 'boolean' else 'text' end as type
          from (select distinct each.key, each.type from contacts, json_each(contacts.fields) as each)`
      : sql`select distinct key as tag, case json_typeof(value) when 'number' then 'number'
          when 'boolean' then 'boolean' else 'text' end as type
          from contacts, json_each(contacts.fields::json)`;
  await sql`insert into fields (tag, name, type, created_at)
    select tag, tag, case when count(distinct type) = 1 then min(type) else 'text' end,
      (select coalesce(max(updated_at), 0) from contacts)
    from (${values}) as found group by tag`.execute(tx);
}

/**
 * A table of its own: it is written with each message, and a contact's row is ten times as long. SQLite finds a row by an `integer` key
 * at once, by a `bigint` one in an index beside the table.
 */
async function createActivity(tx: Db, dialect: Store['dialect']): Promise<void> {
  await tx.schema
    .createTable('contact_activity')
    .addColumn('contact_id', dialect === 'sqlite' ? 'integer' : 'bigint', (column) =>
      column.primaryKey().references('contacts.id').onDelete('cascade'),
    )
    .addColumn('last_send_at', 'bigint')
    .addColumn('last_open_at', 'bigint')
    .addColumn('last_click_at', 'bigint')
    .execute();
  await sql`insert into contact_activity (contact_id, last_send_at)
    select contact_id, max(updated_at) from deliveries
    where status = 'sent' and contact_id in (select id from contacts) group by contact_id`.execute(tx);
  for (const column of ['opened_at', 'clicked_at']) {
    await tx.schema.alterTable('deliveries').addColumn(column, 'bigint').execute();
  }
}

async function createConsents(tx: Db, dialect: Store['dialect']): Promise<void> {
  await addKey(tx.schema.createTable('consents'), 'id', dialect)
    .addColumn('contact_id', 'bigint', ofContact)
    .addColumn('action', 'text', required)
    .addColumn('source', 'text')
    .addColumn('at', 'bigint', required)
    .execute();
  await tx.schema.createIndex('consents_by_contact').on('consents').columns(['contact_id', 'id']).execute();
  // What happened to one person is asked for when they are erased, and when they ask for it.
  await sql`create index events_by_contact on events (contact_id) where contact_id is not null`.execute(tx);
  await tx.schema
    .createTable('erasures')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', required)
    .execute();
}

async function createSegments(tx: Db, dialect: Store['dialect']): Promise<void> {
  await addKey(tx.schema.createTable('segments'), 'id', dialect)
    .addColumn('name', 'text', unique)
    .addColumn('filters', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .execute();
}

/** The recipients of those that exist get the fields that are new. */
async function extendCampaigns(tx: Db, dialect: Store['dialect']): Promise<void> {
  await addKey(tx.schema.createTable('categories'), 'id', dialect)
    .addColumn('name', 'text', unique)
    .addColumn('created_at', 'bigint', required)
    .execute();
  await tx.schema
    .alterTable('campaigns')
    .addColumn('category_id', 'bigint', (column) => column.references('categories.id'))
    .execute();
  await tx.schema.createIndex('campaigns_by_category').on('campaigns').column('category_id').execute();
  await tx.schema.alterTable('campaigns').addColumn('audience', 'text').execute();
  await (
    dialect === 'sqlite'
      ? sql`update campaigns set recipients =
          json_patch('{"segmentIds":[],"excludeSegmentIds":[]}', recipients)`
      : sql`update campaigns set recipients =
          ('{"segmentIds":[],"excludeSegmentIds":[]}'::jsonb || recipients::jsonb)::text`
  ).execute(tx);
}
