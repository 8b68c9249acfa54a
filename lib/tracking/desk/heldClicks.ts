import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Happening } from '../../events';
import type { Db, Tables } from '../../store';

export type HeldClick = Selectable<Tables['held_clicks']>;

/** Puts clicks down that are not judged yet. */
export async function holdClicks(tx: Db, clicks: readonly Happening[]): Promise<void> {
  if (clicks.length === 0) return;
  await tx
    .insertInto('held_clicks')
    .values(
      clicks.map((click) => ({
        key: click.key,
        contact_id: click.contact,
        at: click.at,
        click: JSON.stringify(click),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns those from before an instant, the oldest first, behind the last one that was returned before */
export function clicksHeldBefore(
  db: Db,
  instant: number,
  limit: number,
  last: Pick<HeldClick, 'at' | 'key'> = { at: 0, key: '' },
): Promise<HeldClick[]> {
  return db
    .selectFrom('held_clicks')
    .selectAll()
    .where('at', '<', instant)
    .where(sql<SqlBool>`(at, key) > (${last.at}, ${last.key})`)
    .orderBy('at')
    .orderBy('key')
    .limit(limit)
    .execute();
}

/** They are on record. */
export async function letGoOf(tx: Db, clicks: readonly Happening[]): Promise<void> {
  if (clicks.length === 0) return;
  const keys = clicks.map(({ key }) => key);
  await tx.deleteFrom('held_clicks').where('key', 'in', keys).execute();
}
