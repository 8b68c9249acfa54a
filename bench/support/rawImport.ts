import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { EngineOptions } from '../../lib/model';
import { openStore } from '../../lib/store';
import { LABELS, type Person, person } from './people';

/** As many as the import has in a transaction. */
const ROWS_PER_TRANSACTION = 1500;

const COLUMNS =
  'email, domain, name, status, source, subscribed_at, funnel_status, time_zone, fields, created_at, updated_at';

/** The row as we store it. */
const toValues = ({ email, domain, name, fields, funnelStatus }: Person, now: number) => [
  email,
  domain,
  name,
  'active',
  'Import',
  now,
  funnelStatus,
  null,
  JSON.stringify(fields),
  now,
  now,
];

/** People in the portions that have a transaction each. */
function* portions(count: number): Generator<Person[]> {
  for (let from = 0; from < count; from += ROWS_PER_TRANSACTION) {
    yield Array.from({ length: Math.min(ROWS_PER_TRANSACTION, count - from) }, (_, n) => person(from + n));
  }
}

/**
 * The plainest way to write the people into a store like ours: prepared statements over rows that are there already.
 * @returns the seconds that the transactions took
 */
export async function rawImport(database: EngineOptions['database'], count: number): Promise<number> {
  await (await openStore(database)).close();
  return database.type === 'sqlite' ? intoSqlite(database.folder, count) : intoPostgres(database.url, count);
}

function intoSqlite(folder: string, count: number): number {
  const database = new DatabaseSync(join(folder, 'mailtarget.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA secure_delete = ON; PRAGMA cache_size = -8000');
  const addLabel = database.prepare('insert into labels (name) values (?)');
  const labelKeys = LABELS.map((name) => addLabel.run(name).lastInsertRowid);
  const insertContact = database.prepare(
    `insert into contacts (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertLabel = database.prepare('insert into contact_labels (label_id, contact_id) values (?, ?)');
  let took = 0;
  for (const people of portions(count)) {
    const rows = people.map((one) => ({
      values: toValues(one, Date.now()),
      labels: one.labels.map((label) => labelKeys[label]!),
    }));
    const start = performance.now();
    database.exec('BEGIN IMMEDIATE');
    for (const { values, labels } of rows) {
      const { lastInsertRowid } = insertContact.run(...values);
      for (const label of labels) insertLabel.run(label, lastInsertRowid);
    }
    database.exec('COMMIT');
    took += performance.now() - start;
  }
  database.close();
  return took / 1000;
}

/** A statement for each row would wait for the server a million times; so each takes a portion, its columns as arrays. */
async function intoPostgres(url: string, count: number): Promise<number> {
  const client = new Client({ connectionString: url, options: '-c search_path=mailtarget' });
  await client.connect();
  const labels = await client.query<{ id: string }>(
    'insert into labels (name) select unnest($1::text[]) returning id',
    [LABELS],
  );
  const text = `insert into contacts (${COLUMNS}) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
    $6::bigint[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[]) returning id`;
  const link =
    'insert into contact_labels (label_id, contact_id) select * from unnest($1::bigint[], $2::bigint[])';
  let took = 0;
  for (const people of portions(count)) {
    const rows = people.map((one) => toValues(one, Date.now()));
    const columns = rows[0]!.map((_, column) => rows.map((row) => row[column]));
    const start = performance.now();
    await client.query('begin');
    const inserted = await client.query<{ id: string }>({ name: 'contacts', text, values: columns });
    const links = people.flatMap((one, n) =>
      one.labels.map((label) => [labels.rows[label]!.id, inserted.rows[n]!.id]),
    );
    await client.query({
      name: 'labels',
      text: link,
      values: [links.map(([label]) => label), links.map(([, contact]) => contact)],
    });
    await client.query('commit');
    took += performance.now() - start;
  }
  await client.end();
  return took / 1000;
}
