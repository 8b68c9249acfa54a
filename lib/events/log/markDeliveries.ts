import { sql } from 'kysely';
import type { CampaignKey, ContactKey } from '../../model';
import { type Db, runForEach, type Store } from '../../store';
import type { Happening } from './happening';
import { keyList } from './keyList';

/** When a delivery was first opened or clicked: by a person, and by anybody, machines included. */
const FIRSTS = {
  opened_at: (one: Happening) => one.type === 'open' && one.machine === null,
  any_opened_at: (one: Happening) => one.type === 'open',
  clicked_at: (one: Happening) => one.type === 'click' && one.machine === null,
  any_clicked_at: (one: Happening) => one.type === 'click',
};
export type First = keyof typeof FIRSTS;
const NAMES = Object.keys(FIRSTS) as First[];

/** How many deliveries of a campaign something happened to for the first time. */
export interface FirstCount {
  first: First;
  campaign: CampaignKey;
  count: number;
}

type Row = Record<First, number | null> & { contact_id: ContactKey };

/** Notes in deliveries what happened to them for the first time. */
export async function markDeliveries(
  tx: Db,
  dialect: Store['dialect'],
  happened: readonly Happening[],
): Promise<FirstCount[]> {
  const counted = happened.filter(FIRSTS.any_opened_at).concat(happened.filter(FIRSTS.any_clicked_at));
  const counts: FirstCount[] = [];
  const byCampaign = [...Map.groupBy(counted, ({ campaign }) => campaign)].sort(([a], [b]) => a - b);
  for (const [campaign, ones] of byCampaign) {
    const byContact = Map.groupBy(ones, ({ contact }) => contact);
    const before = await tx
      .selectFrom('deliveries')
      .select(['contact_id', ...NAMES])
      .where('campaign_id', '=', campaign)
      .where('contact_id', 'in', keyList(dialect, byContact.keys()))
      .orderBy('contact_id')
      .execute();
    const after = before.map((row) => withFirsts(row, byContact.get(row.contact_id)!));
    for (const first of NAMES) {
      const count = after.filter((row, index) => row[first] !== before[index]![first]).length;
      if (count > 0) counts.push({ first, campaign, count });
    }
    const changed = after.filter((row, index) => NAMES.some((first) => row[first] !== before[index]![first]));
    if (changed.length > 0) await (dialect === 'sqlite' ? oneByOne : atOnce)(tx, campaign, changed);
  }
  return counts;
}

function withFirsts(before: Row, happened: readonly Happening[]): Row {
  const row = { ...before };
  for (const one of happened) {
    for (const first of NAMES) {
      if (before[first] === null && FIRSTS[first](one)) row[first] = Math.min(row[first] ?? one.at, one.at);
    }
  }
  return row;
}

async function oneByOne(tx: Db, campaign: CampaignKey, rows: readonly Row[]): Promise<void> {
  await runForEach(
    tx,
    `update deliveries set ${NAMES.map((first) => `${first} = ?`).join(', ')} where campaign_id = ? and contact_id = ?`,
    rows.map((row) => [...NAMES.map((first) => row[first]), campaign, row.contact_id]),
  );
}

async function atOnce(tx: Db, campaign: CampaignKey, rows: readonly Row[]): Promise<void> {
  await sql`
    update deliveries set opened_at = given.opened_at, any_opened_at = given.any_opened_at,
      clicked_at = given.clicked_at, any_clicked_at = given.any_clicked_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as given
      (contact_id bigint, opened_at bigint, any_opened_at bigint, clicked_at bigint, any_clicked_at bigint)
    where deliveries.campaign_id = ${campaign} and deliveries.contact_id = given.contact_id`.execute(tx);
}
