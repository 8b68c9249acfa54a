import { sql } from 'kysely';
import type { CampaignKey, ContactKey } from '../../model';
import { type Db, runForEach, type Store } from '../../store';
import type { Happening } from './happening';

/** When a delivery was first opened or clicked: by a person, and by anybody, machines included. */
const FIRSTS = {
  opened_at: (one: Happening) => one.type === 'open' && one.machine === null,
  any_opened_at: (one: Happening) => one.type === 'open',
  clicked_at: (one: Happening) => one.type === 'click' && one.machine === null,
  any_clicked_at: (one: Happening) => one.type === 'click',
};
export type First = keyof typeof FIRSTS;

interface Row {
  campaign: CampaignKey;
  contact: ContactKey;
  at: number;
}

/** Notes in deliveries what happened to them for the first time. @returns how many there were, by campaign */
export async function markDeliveries(
  tx: Db,
  dialect: Store['dialect'],
  happened: readonly Happening[],
): Promise<{ first: First; campaign: CampaignKey; count: number }[]> {
  const marked = [];
  for (const [first, holds] of Object.entries(FIRSTS) as [First, (one: Happening) => boolean][]) {
    const rows = earliest(happened.filter(holds));
    if (rows.length === 0) continue;
    const written = await (dialect === 'sqlite' ? oneByOne : atOnce)(tx, first, rows);
    const byCampaign = Map.groupBy(written, ({ campaign }) => campaign);
    marked.push(...[...byCampaign].map(([campaign, { length: count }]) => ({ first, campaign, count })));
  }
  return marked;
}

/** One for each delivery, in the order of their keys. */
function earliest(happened: readonly Happening[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { campaign, contact, at } of happened) {
    const key = `${campaign} ${contact}`;
    const row = rows.get(key);
    if (!row || at < row.at) rows.set(key, { campaign, contact, at });
  }
  return [...rows.values()].sort((a, b) => a.campaign - b.campaign || a.contact - b.contact);
}

type Mark = (tx: Db, first: First, rows: readonly Row[]) => Promise<Row[]>;

const oneByOne: Mark = async (tx, first, rows) => {
  const written = await runForEach(
    tx,
    `update deliveries set ${first} = ? where campaign_id = ? and contact_id = ? and ${first} is null`,
    rows.map(({ campaign, contact, at }) => [at, campaign, contact]),
  );
  return rows.filter((_, index) => written[index] !== undefined);
};

const atOnce: Mark = async (tx, first, rows) => {
  const { rows: written } = await sql<Row>`
    update deliveries set ${sql.ref(first)} = given.at
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (campaign bigint, contact bigint, at bigint)
    where deliveries.campaign_id = given.campaign and deliveries.contact_id = given.contact
      and deliveries.${sql.ref(first)} is null
    returning given.campaign, given.contact, given.at`.execute(tx);
  return written;
};
