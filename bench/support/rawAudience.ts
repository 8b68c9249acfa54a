import { sql } from 'kysely';
import type { Store } from '../../lib/store';
import { median } from './median';

/** Two labels or the segment on the one side, a label on the other. */
export const INCLUDED = ['Label 1', 'Label 2'];
export const EXCLUDED = 'Label 3';
export const OLDER_THAN = 60;
export const WITHIN_DAYS = 10;

const DAY_MS = 86_400_000;
const ROUNDS = 5;

/** Gives every second contact something they did in the last hundred days. */
export async function addActivity({ db, dialect }: Store): Promise<void> {
  const days = dialect === 'sqlite' ? sql`id * 7919 % 100` : sql`mod(id * 7919, 100)`;
  await sql`insert into contact_activity (contact_id, last_send_at, last_open_at)
    select id, ${sql.lit(Date.now())}, ${sql.lit(Date.now())} - ${days} * ${sql.lit(DAY_MS)} from contacts where id % 2 = 0`.execute(
    db,
  );
}

/** What a person who knows the tables would write for the same audience, in several forms: each database likes another. */
async function forms({ db, dialect }: Store): Promise<string[]> {
  const labels = await db.selectFrom('labels').select(['id', 'name']).execute();
  const key = (name: string) => labels.find((label) => label.name === name)!.id;
  const included = INCLUDED.map(key).join(', ');
  const since = Date.now() - WITHIN_DAYS * DAY_MS;
  const age =
    dialect === 'sqlite' ? "json_extract(c.fields, '$.age')" : "(c.fields::jsonb ->> 'age')::float8";
  const eligible = `c.status = 'active' and not exists (select 1 from suppressions s where s.email = c.email)`;
  const labelIn = `c.id in (select contact_id from contact_labels where label_id in (${included}))`;
  const openedIn = `c.id in (select contact_id from contact_activity where last_open_at >= ${since})`;
  const opened = `exists (select 1 from contact_activity a where a.contact_id = c.id and a.last_open_at >= ${since})`;
  const excludedIn = `c.id not in (select contact_id from contact_labels where label_id = ${key(EXCLUDED)})`;
  const excluded = `not exists (select 1 from contact_labels x where x.contact_id = c.id and x.label_id = ${key(EXCLUDED)})`;
  const labelled = `exists (select 1 from contact_labels l where l.contact_id = c.id and l.label_id in (${included}))`;
  const where = [
    `${eligible} and (${labelIn} or (${age} > ${OLDER_THAN} and ${openedIn})) and ${excludedIn}`,
    `${eligible} and (${labelIn} or (${openedIn} and ${age} > ${OLDER_THAN})) and ${excludedIn}`,
    `${eligible} and (${labelIn} or (${opened} and ${age} > ${OLDER_THAN})) and ${excluded}`,
    `${excluded} and (${labelled} or (${opened} and ${age} > ${OLDER_THAN})) and ${eligible}`,
  ];
  return where.map((condition) => `from contacts c where ${condition}`);
}

/** @returns the fastest of the forms, and how long it took, in ms */
export async function rawCount(store: Store): Promise<{ form: string; count: number; ms: number }> {
  const results = [];
  for (const form of await forms(store)) {
    const times: number[] = [];
    let count = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const { rows } = await sql<{ count: number }>`select count(*) as count ${sql.raw(form)}`.execute(
        store.db,
      );
      times.push(performance.now() - start);
      count = Number(rows[0]!.count);
    }
    results.push({ form, count, ms: median(times) });
  }
  return results.sort((a, b) => a.ms - b.ms)[0]!;
}

/** One statement that writes the same deliveries into a table like ours, which is empty before. @returns seconds */
export async function rawLaunch(store: Store, form: string): Promise<number> {
  const { db, dialect } = store;
  await sql`drop table if exists raw_deliveries`.execute(db);
  if (dialect === 'postgres')
    await sql`create table raw_deliveries (like deliveries including all)`.execute(db);
  else {
    const { rows } = await sql<{ sql: string }>`select sql from sqlite_master
      where tbl_name = 'deliveries' and sql is not null order by type desc`.execute(db);
    for (const row of rows) {
      const copy = row.sql
        .replace('"deliveries"', '"raw_deliveries"')
        .replace(/deliveries_open on deliveries/, 'raw_open on raw_deliveries');
      await sql.raw(copy).execute(db);
    }
  }
  const start = performance.now();
  await sql`insert into raw_deliveries (campaign_id, contact_id, domain, status, attempts, due_at, lease_until, updated_at)
    select (select max(id) from campaigns), c.id, c.domain, 'pending', 0, 0, 0, ${sql.lit(Date.now())} ${sql.raw(form)}`.execute(
    db,
  );
  const took = performance.now() - start;
  await sql`drop table raw_deliveries`.execute(db);
  return took / 1000;
}
