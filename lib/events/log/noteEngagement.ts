import { sql } from 'kysely';
import type { ContactKey } from '../../model';
import { type Db, runForEach, type Store } from '../../store';
import type { Happening } from './happening';
import { countHours } from './hours';
import { keyList } from './keyList';

interface Engagement {
  contact_id: ContactKey;
  last_open_at: number | null;
  last_click_at: number | null;
  open_hours: string | null;
}

/** When people last opened and clicked, and at which hours they do. Machines tell nothing about them. */
export async function noteEngagement(
  tx: Db,
  dialect: Store['dialect'],
  happened: readonly Happening[],
): Promise<void> {
  const ofPeople = happened.filter(
    ({ type, machine }) => machine === null && (type === 'open' || type === 'click'),
  );
  const byContact = [...Map.groupBy(ofPeople, ({ contact }) => contact)].sort(([a], [b]) => a - b);
  if (byContact.length === 0) return;
  const known = await tx
    .selectFrom('contact_activity')
    .select(['contact_id', 'last_open_at', 'last_click_at', 'open_hours'])
    .where(
      'contact_id',
      'in',
      keyList(
        dialect,
        byContact.map(([contact]) => contact),
      ),
    )
    .execute();
  const before = new Map(known.map((row) => [row.contact_id, row]));
  const rows = byContact.map(([contact, ones]) => engagementOf(contact, ones, before.get(contact)));
  await (dialect === 'sqlite' ? oneByOne : atOnce)(tx, rows);
}

function engagementOf(
  contact_id: ContactKey,
  happened: readonly Happening[],
  before: Engagement | undefined,
): Engagement {
  let [open, click] = [before?.last_open_at ?? 0, before?.last_click_at ?? 0];
  for (const { type, at } of happened) {
    if (type === 'open') open = Math.max(open, at);
    else click = Math.max(click, at);
  }
  return {
    contact_id,
    last_open_at: open || null,
    last_click_at: click || null,
    open_hours: countHours(
      before?.open_hours ?? null,
      happened.map(({ at }) => at),
    ),
  };
}

const CHANGE = `on conflict (contact_id) do update set last_open_at = excluded.last_open_at,
  last_click_at = excluded.last_click_at, open_hours = excluded.open_hours`;

async function oneByOne(tx: Db, rows: readonly Engagement[]): Promise<void> {
  await runForEach(
    tx,
    `insert into contact_activity (contact_id, last_open_at, last_click_at, open_hours) values (?, ?, ?, ?) ${CHANGE}`,
    rows.map((row) => [row.contact_id, row.last_open_at, row.last_click_at, row.open_hours]),
  );
}

async function atOnce(tx: Db, rows: readonly Engagement[]): Promise<void> {
  await sql`insert into contact_activity (contact_id, last_open_at, last_click_at, open_hours)
    select contact_id, last_open_at, last_click_at, open_hours from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (contact_id bigint, last_open_at bigint, last_click_at bigint, open_hours text)
    ${sql.raw(CHANGE)}`.execute(tx);
}
