import { sql } from 'kysely';
import { type Db, runForEach, type Store } from '../../store';
import type { Happening } from './happening';

/** Appends to the log what is not in it yet. @returns what that was */
export function insertHappenings(
  tx: Db,
  dialect: Store['dialect'],
  all: readonly Happening[],
): Promise<Happening[]> {
  return (dialect === 'sqlite' ? oneByOne : atOnce)(tx, all);
}

type Insert = (tx: Db, all: readonly Happening[]) => Promise<Happening[]>;

const COLUMNS =
  'campaign_id, type, contact_id, reason, at, key, link, url, ip, user_agent, machine, bounce_type';

const oneByOne: Insert = async (tx, all) => {
  const written = await runForEach(
    tx,
    `insert into events (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    all.map((one) => [
      one.campaign,
      one.type,
      one.contact,
      one.reason,
      one.at,
      one.key,
      one.link,
      one.url,
      one.ip,
      one.userAgent,
      one.machine,
      one.bounceType,
    ]),
  );
  return all.filter((_, index) => written[index] !== undefined);
};

const atOnce: Insert = async (tx, all) => {
  // Sorted: two who tell the same at the same time never wait for each other in a circle.
  const rows = all
    .map((one, place) => ({ ...one, place }))
    .sort((a, b) => a.campaign - b.campaign || (a.key < b.key ? -1 : 1));
  const { rows: written } = await sql<{ campaign_id: number; key: string }>`
    insert into events (${sql.raw(COLUMNS)})
    select campaign, type, contact, reason, at, key, link, url, ip, "userAgent", machine, "bounceType"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given
      (campaign bigint, type text, contact bigint, reason text, at bigint, key text, link integer, url text, ip text,
      "userAgent" text, machine text, "bounceType" text)
    on conflict do nothing
    returning campaign_id, key`.execute(tx);
  const isNew = new Set(written.map((row) => `${row.campaign_id} ${row.key}`));
  // Of two in one batch the first was written.
  return all.filter((one) => isNew.delete(`${one.campaign} ${one.key}`));
};
